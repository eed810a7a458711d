import type { ModalView } from "@slack/types";
import type { Notice } from "../../../core/notices/index.ts";
import { modal, mrkdwn, prose, section } from "../../kit/index.ts";

const shown = (title: string, ...blocks: Parameters<typeof section>[0][]): ModalView =>
  modal({ callbackId: "notice_done", title, blocks: blocks.map((block) => section(block)) });

/** What the writer sees once the form is sent. */
export const answers = {
  waits: (title: string): ModalView =>
    shown(
      "Waiting for approval",
      mrkdwn`“${title}” waits for a yes, and goes exactly as it stands. I will tell you what came of it.`,
    ),
  copy: ({ title, headline, text }: Pick<Notice, "title" | "headline" | "text">): ModalView =>
    shown(
      "Ready to copy",
      mrkdwn`“${title}” was checked and is on the record. No channel or person was chosen, so copy it from here:`,
      ...(headline ? [prose(headline)] : []),
      prose(text),
    ),
};
