import { describe, expect, it } from "vitest";
import { maskSecrets } from "../../../src/core/timeline/secrets.ts";

describe("secrets", () => {
  it.each([
    ["xoxb-1234567890-abcdefghij here", "[masked Slack token] here"],
    ["xapp-1-A0-123-abcdef0123", "[masked Slack token]"],
    ["https://hooks.slack.com/services/T00/B00/XXXXXXXX", "[masked Slack webhook]"],
    ["AKIAIOSFODNN7EXAMPLE", "[masked AWS key]"],
    ["AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPx", "AWS_SECRET_ACCESS_KEY=[masked secret]"],
    ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[masked GitHub token]"],
    ["github_pat_11ABCDEFG0abcdefghijkl", "[masked GitHub token]"],
    ["glpat-abcdefghijklmnopqrst", "[masked GitLab token]"],
    ["sk_live_abcdefghijkl", "[masked Stripe key]"],
    ["AIzaSyA1234567890abcdefghijklmnopqrstuv", "[masked Google key]"],
    ["sk-proj-abcdefghij1234567890abcd", "[masked API key]"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdef", "[masked JSON web token]"],
    ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- after", "[masked private key] after"],
    ["-----BEGIN OPENSSH PRIVATE KEY-----\ncut off", "[masked private key]"],
    ["password=hunter2 ok", "password=[masked password] ok"],
    ["DB_PASSWORD='a b c d'", "DB_PASSWORD='[masked password]'"],
    ["the password is hunter2", "the password is [masked password]"],
    ['"api_key": "abcd1234efgh"', '"api_key": "[masked secret]"'],
    ["token: abc12345def", "token: [masked secret]"],
    ["Authorization: Bearer abcdefghijklmnop1234", "Authorization: Bearer [masked authorization]"],
    ["postgres://bob:s3cret@db/x", "postgres://bob:[masked password in an address]@db/x"],
    ["card 4111 1111 1111 1111 now", "card [masked card number] now"],
    ["5500005555555559", "[masked card number]"],
    ["3782-822463-10005", "[masked card number]"],
  ])("masks %s [TL-7]", (text, masked) => {
    expect(maskSecrets(text).text).toBe(masked);
    expect(maskSecrets(text).kinds).toHaveLength(1);
  });

  it.each([
    "the password: expired, please reset",
    "password=$DB_PASSWORD",
    "token: <redacted>",
    "4111111111111112 fails the check digit",
    "at 1795255200000 the order 1234567812345678 failed",
    "https://grafana.example.com:3000/d/abc?from=1700000000000",
    "mail dana@example.com about the secret plan",
    "sk-learn is a library",
    "deploy of api 2.3.1 finished",
  ])("leaves alone: %s [TL-7]", (text) => {
    expect(maskSecrets(text)).toEqual({ text, kinds: [] });
  });

  it("names each kind once and is done when done [TL-7]", () => {
    const once = maskSecrets("password=hunter22 and password=hunter33 and AKIAIOSFODNN7EXAMPLE");
    expect(once.kinds).toEqual(["AWS key", "password"]);
    expect(maskSecrets(once.text)).toEqual({ text: once.text, kinds: [] });
  });
});
