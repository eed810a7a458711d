export {
  type Act,
  type Family,
  grantOf,
  isAsked,
  isForAll,
  mayI,
  rolesFor,
  type Standing,
  type Verdict,
  verdict,
} from "./may-i.ts";
