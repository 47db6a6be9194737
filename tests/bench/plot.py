# SPDX-License-Identifier: GPL-2.0
"""Log-log plots as SVG, each line labelled at its end."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 820, 520
LEFT, RIGHT, TOP, BOTTOM = 76, 220, 44, 52
# Distance of two labels.
LINE = 17
# Legible on white, and apart from each other for those who see colours badly.
OURS = ('#0b5fa5', '#1b9e77', '#5b3fa0', '#0a8fb0', '#3a6f1d')
OTHERS = ('#c2410c', '#8a6100', '#a3195b', '#6b6b6b', '#b3261e')


def name_of(seconds):
    for unit, scale in (('s', 1), ('ms', 1e-3), ('µs', 1e-6)):
        if seconds >= scale * 0.999:
            return '%g %s' % (round(seconds / scale), unit)
    return '%g ns' % (seconds * 1e9)


def spread(wanted):
    """Positions near these, in their order, that do not overlap."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [wanted[i] for i in order]
    for _ in range(200):
        moved = False
        for i in range(len(placed) - 1):
            short = LINE - (placed[i + 1] - placed[i])
            if short > 0.01:
                placed[i] -= short / 2
                placed[i + 1] += short / 2
                moved = True
        if not moved:
            break
    result = [0] * len(wanted)
    for i, y in zip(order, placed):
        result[i] = y
    return result


def loglog(title, what, lines):
    """lines: {label: ([(x, seconds), ...], is it ours)}"""
    xs = [x for points, _ in lines.values() for x, _ in points]
    ys = [y for points, _ in lines.values() for _, y in points]
    x0, x1 = math.log10(min(xs)), math.log10(max(xs))
    x1 = max(x1, x0 + 0.1)
    y0, y1 = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM

    def at(x, y):
        return (LEFT + (math.log10(x) - x0) / (x1 - x0) * (right - LEFT),
                bottom - (math.log10(y) - y0) / (y1 - y0) * (bottom - TOP))

    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" '
           'font-family="sans-serif" font-size="13">' % (WIDTH, HEIGHT),
           '<rect width="100%" height="100%" fill="#fff"/>',
           '<text x="%d" y="24" font-size="15" font-weight="bold">%s</text>' % (
               LEFT, escape(title))]
    for power in range(y0, y1 + 1):
        y = at(min(xs), 10 ** power)[1]
        out.append('<path d="M%d %.1fH%d" stroke="#ddd"/>' % (LEFT, y, right))
        out.append('<text x="%d" y="%.1f" text-anchor="end">%s</text>' % (
            LEFT - 8, y + 4, name_of(10 ** power)))
    for x in sorted(set(xs)):
        px = at(x, ys[0])[0]
        out.append('<path d="M%.1f %dV%d" stroke="#ddd"/>' % (px, TOP, bottom))
        out.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (
            px, bottom + 20, format(x, ',')))
    out.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (
        (LEFT + right) / 2, HEIGHT - 10, escape(what)))

    ends = [at(*points[-1])[1] for points, _ in lines.values()]
    labels = spread(ends)
    ours, others = iter(OURS * 9), iter(OTHERS * 9)
    for (label, (points, is_ours)), end, y in zip(lines.items(), ends, labels):
        colour = next(ours) if is_ours else next(others)
        places = [at(*p) for p in points]
        out.append('<path d="M%s" fill="none" stroke="%s" stroke-width="%s"%s/>'
                   % ('L'.join('%.1f %.1f' % p for p in places), colour,
                      2.5 if is_ours else 1.8,
                      '' if is_ours else ' stroke-dasharray="6 3"'))
        for p in places:
            out.append('<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>' % (
                p + (colour,)))
        out.append('<path d="M%.1f %.1fL%.1f %.1f" stroke="%s" '
                   'stroke-width="0.7"/>' % (places[-1][0] + 4, end,
                                             right + 14, y, colour))
        out.append('<text x="%d" y="%.1f" fill="%s">%s</text>' % (
            right + 18, y + 4, colour, escape(label)))
    out.append('</svg>\n')
    return '\n'.join(out)
