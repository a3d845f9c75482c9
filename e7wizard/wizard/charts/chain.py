"""The five dimensions as links of a chain, in the order in which a case is judged; the weakest link decides."""

from __future__ import annotations

import dataclasses

from e7wizard.assessment.model import DIMENSIONS, Assessment, Dimension, State
from e7wizard.language.saying import Speaker
from e7wizard.report.telling import weakest
from e7wizard.wizard import html


@dataclasses.dataclass(frozen=True)
class Link:
    """A dimension with its state; `weak`: nothing is worse, and it is not met; `first`: of these it is judged first."""

    dimension: Dimension
    state: State
    weak: bool
    first: bool


def links(assessment: Assessment) -> tuple[Link, ...]:
    """The chain of an assessment."""
    weak = [] if assessment.verdict == "meets" else weakest(assessment)
    return tuple(Link(name, assessment.dimensions[name].status, name in weak, name in weak[:1]) for name in DIMENSIONS)


def caption(chain: tuple[Link, ...], speaker: Speaker) -> str:
    """Which link decides, in a sentence."""
    texts = speaker.texts
    names = [texts(f"say.dimensions.{link.dimension}") for link in chain if link.weak]
    if not names:
        return texts("charts.chain.none")
    if len(names) == 1:
        return texts("charts.chain.one", name=names[0])
    return texts("charts.chain.several", first=names[0], names=texts("say.and").join(names[1:]))


def draw(chain: tuple[Link, ...], speaker: Speaker, *, linked: bool) -> str:
    """HTML of the chain; `linked` leads from each link to its section on the page."""
    rows = "".join(_row(link, speaker, linked=linked) for link in chain)
    drawn = html.tag("ol", rows, "e7-strip")
    said = html.tag("p", html.text(caption(chain, speaker)), "e7-chain-said")
    if not linked:
        return drawn
    return html.tag("nav", drawn, aria_label=speaker.texts("charts.chain.label")) + said


def draw_order(speaker: Speaker) -> str:
    """HTML of the chain before anything is answered: what is judged, in this order."""
    texts = speaker.texts
    rows = ""
    for place, name in enumerate(DIMENSIONS, start=1):
        ring = html.tag("span", str(place), "ring", aria_hidden="true")
        said = html.tag("span", html.text(texts(f"say.dimensions.{name}")), "name")
        rows += html.tag("li", html.tag("div", ring + said))
    lead = html.tag("p", html.text(texts("charts.chain.order")), "e7-quiet")
    return lead + html.tag("ol", rows, "e7-strip order")


def _row(link: Link, speaker: Speaker, *, linked: bool) -> str:
    """Name, state and mark in the order in which they are read; the ring is for the eye."""
    texts, state = speaker.texts, link.state
    inner = html.tag("span", html.text(texts(f"say.shapes.{state}")), "ring", aria_hidden="true")
    inner += html.tag("span", html.text(texts(f"say.dimensions.{link.dimension}")), "name") + " "
    inner += html.tag("span", html.text(texts(f"say.states_short.{state}")), f"e7-badge e7-{state}")
    if link.weak:
        mark, css = ("weakest", "weak") if link.first else ("too", "weak too")
        inner += " " + html.tag("span", html.text(texts(f"charts.chain.{mark}")), css)
    inner = html.tag("a", inner, href=f"#{section_id(link.dimension)}") if linked else html.tag("div", inner)
    return html.tag("li", inner, f"s-{state} is-weak" if link.weak else f"s-{state}")


def section_id(dimension: Dimension) -> str:
    """The id of the section of a dimension on the result page."""
    return f"e7-{dimension.replace('_', '-')}"
