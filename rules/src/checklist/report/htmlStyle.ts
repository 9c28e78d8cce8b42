/** Dark text on light ground everywhere: readable on paper, and enough contrast for every shade of the matrix. */
export const style = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1a1a1a; background: #fff;
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.8rem; line-height: 1.2; } h2 { margin-top: 2.5rem; font-size: 1.35rem; border-bottom: 1px solid #767676; }
h3 { font-size: 1.1rem; }
dl { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin: 0; } dl.legend { display: block; }
dt { font-weight: 600; } dd { margin: 0; } dl.legend dd { margin-bottom: .5rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding-bottom: .4rem; color: #404040; }
th, td { border: 1px solid #8a8a8a; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #eee; } tbody th { font-weight: 600; } td.number { text-align: right; }
.scroll { overflow-x: auto; } code { font: .9em ui-monospace, Consolas, monospace; }
li { margin: .2rem 0; } li.refuted { border-left: 4px solid #a40000; padding-left: .6rem; list-style: none; }
.heat1 { background: #fff2d9; } .heat2 { background: #ffdfb0; } .heat3 { background: #ffc98a; } .heat4 { background: #ffb066; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } .scroll { overflow: visible; }
  h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; } thead { display: table-header-group; }
  td, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
