"""How a map's page looks: on a phone, on paper, light and dark."""

STYLE = """
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #fff; --faint: #4b4b4b; --line: #c9c9c9; --link: #0b5cad;
  --soft: #f3f4f6; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #16181d; --faint: #b6bcc6; --line: #444a55;
  --link: #8fbdf0; --soft: #20242c; } }
html { scroll-padding-top: 5rem; }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0; }
main, header, .bar { max-width: 46rem; margin: 0 auto; padding: 0 1rem; overflow-wrap: anywhere; }
header { padding-top: 1.5rem; } main { padding-bottom: 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 0 0 .3rem; } h3 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
section { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1.2rem; }
a { color: var(--link); } a:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
:target { background: var(--soft); box-shadow: 0 0 0 .5rem var(--soft); }
.bar { position: sticky; top: 0; background: var(--paper); border-bottom: 1px solid var(--line); padding-top: .5rem;
  padding-bottom: .5rem; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; z-index: 1; }
p { margin: .4rem 0; } ul, ol { padding-left: 1.3rem; margin: .4rem 0; } li { margin: .3rem 0; }
ul.options { list-style: none; padding: 0; } ul.options > li { border: 1px solid var(--line); border-radius: 6px;
  padding: .6rem .8rem; margin: .7rem 0; }
.label { font-weight: 600; } .note, .if { color: var(--faint); font-size: .92rem; }
.side { border-left: 3px solid var(--line); padding-left: .8rem; margin: .4rem 0; }
.tag { color: var(--faint); font-size: .92rem; border-left: 3px double var(--line); padding-left: .8rem; }
body:not(:has(#tags:checked)) .tag { display: none; } code { font-size: .92em; }
@page { size: A4; margin: 18mm; }
@media print { .bar { display: none; } body { color: #000; background: #fff; font-size: 10.5pt; }
  main, header { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } ul.options > li { break-inside: avoid; }
  .note, .if, .tag { color: #333; } a { color: inherit; } }
"""
