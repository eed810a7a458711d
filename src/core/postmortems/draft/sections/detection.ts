import { linked, plain } from "../prose.ts";
import { ask } from "../questions.ts";
import { type Draft, isStartKnown, nameOf } from "../record.ts";
import { bullets, lasting, paragraphs, timeNear } from "../words.ts";

/** How and when it was noticed. */
export const detection = (draft: Draft): string =>
  paragraphs([[times(draft), origin(draft)].filter(Boolean).join(" "), bullets(questions(draft))]);

function questions(draft: Draft): string[] {
  const { times, source } = draft.incident.facts;
  return [
    isStartKnown(draft)
      ? ask(draft, "tech_lead", "What would have noticed it sooner?")
      : ask(draft, "tech_lead", "When did the trouble really start? The record only knows when it was declared."),
    ...(times.detected === undefined ? [ask(draft, "commander", "When was it noticed?")] : []),
    ...(source === undefined
      ? [ask(draft, "commander", "What first noticed it: an alert, a person or a customer?")]
      : []),
  ];
}

function times({ incident, declaredAt }: Draft): string {
  const { started, detected, declared } = incident.facts.times;
  if (detected === undefined) {
    return started === undefined || started === declared ? "" : `It started at ${timeNear(started, declaredAt)} UTC.`;
  }
  const at = timeNear(detected, declaredAt);
  if (started === undefined || detected <= started) return `It was detected at ${at} UTC.`;
  return `It started at ${timeNear(started, declaredAt)} and was detected at ${at} UTC, ${lasting(detected - started)} later.`;
}

function origin(draft: Draft): string {
  const { declaredBy, source, times, isRetrospective } = draft.incident.facts;
  const name = plain(nameOf(draft, declaredBy));
  const link = source && (source.permalink ?? draft.permalink(source.channelId, source.ts));
  const from = source ? ` from ${link ? linked(link, "a message") : "a message"}` : "";
  const lag = draft.declaredAt - (times.detected ?? draft.declaredAt);
  const when = lag > 0 ? `, ${lasting(lag)} after it was detected` : "";
  return `${name} declared the incident${from}${isRetrospective ? " after the fact" : ""}${when}.`;
}
