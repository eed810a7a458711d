import { type Message, markdown, message, mrkdwn, section } from "../../kit/index.ts";

/** Below what a message holds, for the words around it. */
const LONGEST_PIECE = 9_000;

/** The message that a file or a thread of pieces hangs under. */
export function threadHead(incidentId: number, title: string): Message {
  const text = mrkdwn`*Post-mortem of #${incidentId}: ${title}*\nIt follows in this thread.`;
  return message(text, [section(text)]);
}

/** Cuts a document between its lines into pieces that a message can hold. */
export function piecesOf(document: string): string[] {
  const pieces: string[] = [];
  for (const line of document.split("\n")) {
    const last = pieces.at(-1);
    if (last === undefined || last.length + line.length + 1 > LONGEST_PIECE) pieces.push(line);
    else pieces[pieces.length - 1] = `${last}\n${line}`;
  }
  return pieces.filter((piece) => piece.trim() !== "");
}

export const pieceMessage = (piece: string): Message => message(piece, [markdown(piece)]);
