/** Beside what all pages of the server have. */
export const referenceStyle = `
:root { --line: light-dark(#d5d9e0, #3a3f47); --soft: light-dark(#f4f6f8, #1f2329); --quiet: light-dark(#50565f, #adb4bf);
  --link: light-dark(#0b57a4, #8ab8ff); --get: light-dark(#0b6b3a, #7fd6a3); --post: light-dark(#0b57a4, #8ab8ff);
  --change: light-dark(#8a4b00, #f0b469); --delete: light-dark(#a61b1b, #ff9d94) }
html { scroll-padding-top: 1rem; background: light-dark(#fff, #14171b); color: light-dark(#1b1f24, #e6e9ee) }
body { max-width: none; margin: 0; padding: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr) }
main { max-width: 82rem; padding: 1.5rem 2.5rem 6rem; box-sizing: border-box; min-width: 0 }
a { color: var(--link) } h1 { font-size: 1.75rem; margin: 0 0 1rem } h2 { font-size: 1.35rem }
h2, h3 { line-height: 1.3 } h3 { font-size: 1.05rem; margin: 0 } section > h3 { margin: 1.25rem 0 .25rem } h4 { font-size: .95rem; margin: 1rem 0 .25rem }
h2 a, h3 a { color: inherit; text-decoration: none } h2 a:hover, h3 a:hover { text-decoration: underline }
main > p, section > p, article > p { max-width: 46rem } p { margin: .4rem 0 } code, pre { overflow-wrap: anywhere }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; box-sizing: border-box; padding: 1.5rem 1rem;
  background: var(--soft); border-right: 1px solid var(--line); font-size: .9rem }
nav ul { list-style: none; margin: 0; padding: 0 } nav li li a { display: block; padding: .2rem .4rem; border-radius: .25rem;
  text-decoration: none; color: inherit; overflow-wrap: anywhere } nav li li a:hover { background: var(--line) }
nav details ul { margin: 0 0 .5rem } nav summary { padding: .3rem .4rem; font-weight: 600 } nav small { color: var(--quiet); font-weight: 400 }
.title { font-weight: 700; font-size: 1.05rem; margin: 0 .4rem .75rem }
form { margin: 0 .4rem .75rem } label { display: block } form p { min-height: 1.4em; margin: .25rem 0 0; color: var(--quiet) }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .35rem .5rem; border: 1px solid var(--quiet);
  border-radius: .25rem; background: light-dark(#fff, #14171b); color: inherit }
section { margin-top: 2.5rem; border-top: 1px solid var(--line) }
article { padding: 1.25rem 0 1.25rem .6rem; margin-left: -.75rem; border-bottom: 1px solid var(--line); border-left: 3px solid transparent }
article:last-child { border-bottom: 0 } article:target { border-left-color: var(--link) }
summary { padding: .2rem 0 } article > details > summary { color: var(--link) }
.method { font: 600 .75rem/1.4 ui-monospace, monospace; } .get { color: var(--get) } .post { color: var(--post) }
.put, .patch { color: var(--change) } .delete { color: var(--delete) }
h3 .method { border: 1px solid; border-radius: .25rem; padding: .05rem .35rem; vertical-align: .1em }
.need { white-space: nowrap; font-size: .85rem; color: var(--quiet); border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .6rem }
.sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2.5rem; margin-top: .25rem }
pre { white-space: pre-wrap; background: var(--soft); border-color: var(--line); margin: .25rem 0 .75rem; font-size: .85rem }
.fields { list-style: none; margin: .25rem 0; padding: 0; font-size: .9rem } .fields li { padding: .3rem 0; border-top: 1px solid var(--line) }
.fields .fields { padding-left: .75rem; border-left: 2px solid var(--line); margin: .3rem 0 .3rem .15rem } .fields li:first-child { border-top: 0 }
.fields p { margin: .1rem 0 } .name { font-weight: 600 } .type, .fields em, .aside, .media { color: var(--quiet) } .fields em { font-size: .85rem }
.fields .must { color: var(--change); font-style: normal } .aside, .media { font-size: .85rem }
.problems { columns: 18rem; font-size: .85rem; padding-left: 1.1rem; margin: .25rem 0 } .problems li { break-inside: avoid }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.skip { position: absolute; left: -100rem } .skip:focus { left: .5rem; top: .5rem; z-index: 1; background: light-dark(#fff, #14171b); padding: .5rem }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px } [hidden] { display: none !important }
@media (max-width: 60rem) { .sides { grid-template-columns: minmax(0, 1fr) } }
@media (max-width: 48rem) { body { grid-template-columns: minmax(0, 1fr) } nav { position: static; height: auto; border-right: 0;
  border-bottom: 1px solid var(--line); padding: 1rem } main { padding: 1rem 1rem 4rem } .need { white-space: normal } }
@media print { nav { display: none } body { display: block } }
`
