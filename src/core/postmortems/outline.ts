interface SectionRule {
  readonly title: string;
  /** People may write it; the others are read from the record and are put right there. */
  readonly isWritable: boolean;
}

/** The parts of a post-mortem in their order. */
export const SECTIONS = {
  metadata: { title: "At a glance", isWritable: false },
  summary: { title: "Summary", isWritable: true },
  impact: { title: "Impact", isWritable: true },
  timeline: { title: "Timeline", isWritable: false },
  detection: { title: "Detection", isWritable: true },
  root_cause: { title: "Root cause", isWritable: true },
  contributing_factors: { title: "Contributing factors", isWritable: true },
  response: { title: "Response", isWritable: true },
  roles: { title: "Roles", isWritable: false },
  severity_history: { title: "Severity history", isWritable: false },
  went_well: { title: "What went well", isWritable: true },
  went_poorly: { title: "What went poorly", isWritable: true },
  lucky: { title: "Where we got lucky", isWritable: true },
  action_items: { title: "Action items", isWritable: false },
  lessons: { title: "Lessons", isWritable: true },
  prevention: { title: "Prevention", isWritable: true },
  links: { title: "Links", isWritable: false },
  appendix: { title: "Appendix: the full record", isWritable: false },
} satisfies Record<string, SectionRule>;

export type SectionId = keyof typeof SECTIONS;

export const isSection = (id: string): id is SectionId => Object.hasOwn(SECTIONS, id);

/** Object.keys of a closed table gives just its own keys. */
export const SECTION_IDS = Object.keys(SECTIONS) as readonly SectionId[];

export const WRITABLE_SECTIONS: readonly SectionId[] = SECTION_IDS.filter((id) => SECTIONS[id].isWritable);
