package io.belfry.load.report;

/**
 * How the page of a report looks, in the colours of Belfry's other pages.
 *
 * <p>Immutable.
 */
final class PageStyle {
    /** The page allows itself nothing but its own styles, whatever texts are in it. */
    static final String META =
            """

            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            """;

    static final String ICON =
            """
            <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">\
            <rect width="32" height="32" rx="7" fill="#1f3a4d"/>\
            <path fill="#f2b84b" d="M16 6a2 2 0 0 1 2 2v.6c3.2.9 5 3.6 5 7.2 0 4 1 5.2 2.2 6.2H6.8\
            C8 21 9 19.8 9 15.8c0-3.6 1.8-6.3 5-7.2V8a2 2 0 0 1 2-2z"/>\
            <circle cx="16" cy="24.5" r="2.5" fill="#f2b84b"/></svg>\
            """;

    static final String CSS =
            """

            :root { color-scheme: light dark;
              --ground: #f4f5f7; --card: #ffffff; --line: #d5d9e0; --grid: #e7eaef;
              --ink: #1c2430; --soft: #566172; --good: #1d7a46; --bad: #b3261e; --busy: #b98200;
              --look0: #1f6fb2; --look1: #d1600a; --look2: #1d8a5a;
              --look3: #8250c4; --look4: #c2366b; --look5: #5d6b7c; }
            @media (prefers-color-scheme: dark) { :root {
              --ground: #12171e; --card: #1b222c; --line: #343f4d; --grid: #2a333f;
              --ink: #e7ebf0; --soft: #a3afbd; --good: #5fd394; --bad: #ff8a80; --busy: #f2b84b;
              --look0: #6cb6f5; --look1: #f2a65a; --look2: #5fd394;
              --look3: #c3a1f7; --look4: #f58bb2; --look5: #a3afbd; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--ground); color: var(--ink);
              font: 15px/1.45 system-ui, sans-serif; }
            h1, h2, p, ul, figure { margin: 0; padding: 0; }
            ul { list-style: none; }
            h2 { font-size: 1rem; }
            h2::first-letter, .label::first-letter, .time::first-letter,
            table.number th[scope="row"]::first-letter { text-transform: uppercase; }
            header { display: grid; gap: 0.3rem; justify-items: start; max-width: 72rem;
              margin: 0 auto; padding: 1.75rem 1.25rem 0; }
            .maker { display: flex; align-items: center; gap: 0.5rem; color: var(--soft);
              font-weight: 600; }
            h1 { margin-top: 0.5rem; font-size: 2rem; line-height: 1.15;
              overflow-wrap: anywhere; }
            .target { font-family: ui-monospace, Menlo, Consolas, monospace;
              overflow-wrap: anywhere; }
            .time { color: var(--soft); }
            .outcome { margin-top: 0.5rem; overflow-wrap: anywhere; }
            .whole { padding: 0.1rem 0.75rem; border: 1px solid currentColor;
              border-radius: 99px; color: var(--good); font-weight: 600; }
            .partial { width: 100%; padding: 0.7rem 1rem; background: var(--card);
              border: 1px solid var(--bad); border-left-width: 6px; border-radius: 10px; }
            .partial strong { margin-right: 0.25rem; color: var(--bad); }
            main { display: grid; gap: 1.25rem; max-width: 72rem; margin: 0 auto;
              padding: 1.25rem; }
            .card { min-width: 0; padding: 1rem 1.15rem; background: var(--card);
              border: 1px solid var(--line); border-radius: 10px; }
            .tiles { display: grid; gap: 1.25rem;
              grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
            .tiles li { display: flex; flex-direction: column; justify-content: space-between; }
            .label { color: var(--soft); }
            .value { font-size: 1.75rem; font-weight: 650; line-height: 1.3;
              font-variant-numeric: tabular-nums; }
            .value small { color: var(--soft); font-size: 1rem; font-weight: 400; }
            .remarks { border-left: 6px solid var(--busy); }
            .remarks li { margin-top: 0.4rem; overflow-wrap: anywhere; }
            .charts { display: grid; gap: 1.25rem;
              grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); }
            .charts > :last-child:nth-child(odd) { grid-column: 1 / -1; }
            .tables { columns: 27rem; column-gap: 1.25rem; }
            .tables > * { break-inside: avoid; margin-bottom: 1.25rem; }
            figure { display: flex; flex-direction: column; justify-content: space-between; }
            .legend { display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; margin-top: 0.3rem;
              color: var(--soft); font-size: 0.9rem; }
            .legend li { display: flex; align-items: center; gap: 0.45rem; }
            .key { width: 1.6rem; height: 0.7rem; }
            .chart { padding: 2.2rem 1rem 2.8rem 3rem; }
            .plot { display: block; width: 100%; height: 14rem; overflow: visible; }
            .plot text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
            .plot .up, .plot .end { text-anchor: end; }
            .plot .across { text-anchor: middle; }
            .grid { stroke: var(--grid); }
            .lines { overflow: visible; }
            .line { fill: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round;
              vector-effect: non-scaling-stroke; }
            .look0 { stroke: var(--look0); }
            .look1 { stroke: var(--look1); stroke-dasharray: 9 4; }
            .look2 { stroke: var(--look2); stroke-dasharray: 2 4; }
            .look3 { stroke: var(--look3); stroke-dasharray: 10 4 2 4; }
            .look4 { stroke: var(--look4); stroke-dasharray: 4 4; }
            .look5 { stroke: var(--look5); }
            .scroll { margin-top: 0.5rem; overflow-x: auto; }
            .scroll:focus-visible { outline: 2px solid var(--look0); outline-offset: 2px; }
            table { width: 100%; border-collapse: collapse; }
            th, td { padding: 0.4rem 0.9rem 0.4rem 0; border-top: 1px solid var(--grid);
              text-align: left; vertical-align: top; }
            thead th { border-top: 0; color: var(--soft); }
            th { font-weight: 500; }
            th:last-child, td:last-child { padding-right: 0; }
            td.number, th.number { text-align: right; white-space: nowrap;
              font-variant-numeric: tabular-nums; }
            td.words { color: var(--soft); overflow-wrap: anywhere; }
            @media (max-width: 30rem) { header { padding: 1rem 0.75rem 0; }
              main, .tiles, .charts { gap: 0.75rem; }
              .tables > * { margin-bottom: 0.75rem; } main { padding: 0.75rem; }
              .value { font-size: 1.35rem; } }
            @media print { body { background: none; } .card { break-inside: avoid; } }
            """;

    private PageStyle() {}
}
