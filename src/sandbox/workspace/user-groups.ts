import type { Feed } from "./feed.ts";
import { groupJson } from "./shapes.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { UserGroup } from "./types.ts";

/** Named groups of people that can be mentioned together; only paid plans have them. */
export class UserGroups {
  readonly #state: State;
  readonly #feed: Feed;

  constructor(state: State, feed: Feed) {
    this.#state = state;
    this.#feed = feed;
  }

  create(input: { name: string; handle: string; users: string[]; description?: string }): UserGroup {
    if (this.all().some((group) => group.name === input.name)) throw new SlackError("name_already_exists");
    if (this.all().some((group) => group.handle === input.handle)) throw new SlackError("handle_already_exists");
    const group: UserGroup = {
      id: this.#state.id("S"),
      name: input.name,
      handle: input.handle,
      description: input.description ?? "",
      deleted: false,
      users: [...input.users],
      created: this.#state.seconds(),
    };
    this.#state.groups.set(group.id, group);
    return this.#changed(group, "subteam_created");
  }

  find(groupId: string): UserGroup | undefined {
    return this.#state.groups.get(groupId);
  }

  all(): UserGroup[] {
    return [...this.#state.groups.values()];
  }

  setUsers(groupId: string, users: string[]): UserGroup {
    const group = this.#state.groups.get(groupId);
    if (!group) throw new SlackError("no_such_subteam");
    group.users = [...users];
    return this.#changed(group, "subteam_updated");
  }

  #changed(group: UserGroup, type: string): UserGroup {
    this.#feed.changed({ kind: "usergroup", groupId: group.id });
    this.#feed.tell(type, { type, subteam: groupJson(this.#state, group, true) });
    return group;
  }
}
