import { mention, personId, type TellTable } from "../ledger/index.ts";
import type { roleEntries } from "./entries.ts";

const words = (role: string): string => role.replaceAll("_", " ");

const said = (text: string | undefined): string => (text ? `: ${text}` : "");

export const tellRoles: TellTable<typeof roleEntries> = {
  role_taken: ({ by, data }) => {
    const holder = mention(data.userId);
    const before = data.before === undefined ? "" : ` in place of ${mention(data.before)}`;
    switch (data.how) {
      case "claimed":
        return { text: `${holder} became ${words(data.role)}${before}`, isKey: true };
      case "assigned": {
        const giver = personId(by);
        const named = giver === undefined ? "" : `, named by ${mention(giver)}`;
        return { text: `${holder} became ${words(data.role)}${before}${named}`, isKey: true };
      }
      case "handed_over": {
        const leaver = data.before === undefined ? "" : ` from ${mention(data.before)}`;
        return { text: `${holder} took over as ${words(data.role)}${leaver}${said(data.text)}`, isKey: true };
      }
    }
  },
  role_released: ({ data }) => ({
    text: `${mention(data.userId)} gave up being ${words(data.role)}; nobody holds the role`,
    isKey: true,
  }),
  handover_offered: ({ data }) => ({
    text: `${mention(data.from)} asked ${mention(data.to)} to take over as ${words(data.role)}${said(data.text)}`,
    isKey: false,
  }),
  handover_declined: ({ data }) => ({
    text: `${mention(data.to)} declined to take over as ${words(data.role)}; ${mention(data.from)} keeps it`,
    isKey: false,
  }),
};
