import { Html } from "./html.ts";

/** The whole look of the page; it loads nothing. */
export const STYLE = new Html(`
:root { color-scheme: light dark; --ink: #1c2733; --soft: #5b6875; --line: #dfe4e9; --paper: #fff; --ground: #f5f7f9;
  --operational: #1a7f42; --degraded_performance: #96610f; --partial_outage: #c05621; --major_outage: #c53030; --none: #cbd3da; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9aa7b4; --line: #2c3742; --paper: #18212a; --ground: #10171e;
  --operational: #3fb871; --degraded_performance: #e0a93b; --partial_outage: #ed8b4f; --major_outage: #f26d6d; --none: #3a4653; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main, footer, header { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; } h3 { font-size: 1rem; margin: 0; }
p { margin: .3rem 0; } a { color: inherit; } .soft { color: var(--soft); font-size: .9rem; }
.banner { margin: 1.2rem 0; padding: .9rem 1.1rem; border-radius: .5rem; color: #fff; font-weight: 600; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.1rem; margin: .6rem 0; }
.component { padding: .8rem 0; border-top: 1px solid var(--line); } .component:first-of-type { border-top: 0; padding-top: 0; }
.row { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
.bars { display: flex; gap: 1px; height: 1.9rem; margin: .5rem 0 .2rem; }
.bars span { flex: 1 1 0; min-width: 1px; border-radius: 1px; background: var(--operational); }
.update { border-left: 3px solid var(--line); padding-left: .8rem; margin: .8rem 0 0; white-space: pre-line; }
.operational { background: var(--operational); } .degraded_performance { background: var(--degraded_performance); }
.partial_outage { background: var(--partial_outage); } .major_outage { background: var(--major_outage); }
.bars .degraded_performance { background: var(--degraded_performance); } .bars .partial_outage { background: var(--partial_outage); }
.bars .major_outage { background: var(--major_outage); }
.state { font-weight: 600; } .state::before { content: ""; display: inline-block; width: .65em; height: .65em; border-radius: 50%; margin-right: .4em; background: currentColor; }
.is-operational { color: var(--operational); } .is-degraded_performance { color: var(--degraded_performance); }
.is-partial_outage { color: var(--partial_outage); } .is-major_outage { color: var(--major_outage); }
footer { padding: 2rem 1rem 3rem; }
@media (prefers-color-scheme: dark) { .banner { color: #10171e; } }
`);
