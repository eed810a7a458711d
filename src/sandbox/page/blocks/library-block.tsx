import { type Block as LibraryShape, Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";
import type { Block } from "../../workspace/types.ts";
import { useTheme } from "../frame/theme.ts";
import { emojiOf } from "../text/emoji.ts";
import {
  BroadcastReference,
  ChannelReference,
  GroupReference,
  Link,
  Moment,
  PersonReference,
} from "../text/references.tsx";

/** Charts, cards, plans and whatever else only the library knows how to draw. */
export function LibraryBlock({ block }: { block: Block }) {
  const { isDark } = useTheme();
  return (
    <Message
      withoutWrapper
      theme={isDark ? "dark" : "light"}
      name=""
      logo=""
      blocks={[asShape(block)]}
      hooks={{
        user: ({ id }) => <PersonReference id={id} />,
        channel: ({ id }) => <ChannelReference id={id} />,
        usergroup: ({ id }) => <GroupReference id={id} />,
        atChannel: () => <BroadcastReference range="channel" />,
        atEveryone: () => <BroadcastReference range="everyone" />,
        atHere: () => <BroadcastReference range="here" />,
        emoji: ({ name }) => emojiOf(name) ?? `:${name}:`,
        date: ({ timestamp, format }) => <Moment seconds={Number(timestamp)} template={format} />,
        link: ({ href, children }) => <Link href={href}>{children}</Link>,
      }}
    />
  );
}

/** Holds because the workspace has checked the block against Slack's rules; the library ignores what it does not know. */
const asShape = (block: Block): LibraryShape => block as unknown as LibraryShape;
