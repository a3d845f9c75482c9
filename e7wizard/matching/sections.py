"""Which parts of a pasted text speak of the work: greetings, company introductions, benefits and requirements do not.

Parts are blanked out, character for character, so that places stay those of the given text.
"""

from __future__ import annotations

import re

_DUTY_HEADS = (
    r"(?:key |main |core |primary |your |job |the )*(?:responsibilit\w+|duties|tasks|role|day[- ]to[- ]day|accountabilities)"
    r"(?: and (?:responsibilities|duties|tasks))?(?: include)?|what you(?:'ll| will) (?:be doing|do)|(?:job|role|work|position) (?:description|summary|content|scope)"
    r"|scope of work|you will|the role|the job|in this role|about the (?:role|job)|what the job is"
    r"|(?:主要)?(?:岗位|工作|职位)?(?:职责|内容|描述|任务)(?:描述|包括)?|你(?:将|会|要)(?:负责|做什么)|日常工作|负责(?:内容|事项)|做什么"
    r"|(?:주요|담당|수행|상세)?\s*(?:업무|직무)(?:\s*(?:내용|소개|상세))?|하는 일|이런 (?:일|업무)(?:을|를)? (?:해요|합니다|하게 됩니다|담당해요)|모집\s*분야|합류하면 (?:하게 될|함께 할) (?:일|업무)"
)
_OTHER_HEADS = (
    r"(?:minimum |basic |preferred |job |key |desired |candidate )*(?:requirements?|qualifications?|skills)(?: and (?:skills|experience|qualifications))?"
    r"|what (?:you(?:'ll)? (?:bring|need|have)|we(?:'re| are) looking for|we offer|we provide)|who (?:you are|we are)|must[- ]haves?|nice to haves?|preferred|education"
    r"|(?:our |employee )?(?:benefits|perks|compensation|salary|pay|working (?:hours|conditions)|hours|location|how to apply|application|contact|visa|contract|we offer)"
    r"|about (?:us|the company|our company|the team)|company(?: (?:profile|overview|introduction|description|info))?|who are we"
    r"|(?:任职|岗位|职位|应聘|招聘)?(?:要求|资格|条件)|任职资格|加分项|优先条件|(?:公司|企业)?(?:福利|待遇|薪资|薪酬)(?:福利|待遇)?|(?:公司|企业|团队|关于)(?:简介|介绍|我们|概况|背景)|我们(?:是谁|提供)"
    r"|工作(?:时间|地点)|上班(?:时间|地点)|地点|薪水|联系方式|签证|合同"
    r"|(?:자격|지원|필수|우대)\s*(?:요건|자격|조건|사항)|우대사항|(?:회사|기업)\s*(?:소개|개요)|복리\s*후생|혜택(?: 및 복지)?|근무\s*(?:조건|시간|지|지역|환경)|급여|채용\s*(?:절차|전형)|전형\s*절차|접수\s*방법|이런 분을 (?:찾아요|찾습니다|원해요)"
)
_HEAD = r"^[\s#*\[(<【「■●◆▶▷○◎-]*(?:\d+[.)、]\s*|[一二三四五六][、.]\s*)?(?:{names})\s*[\])>】」*]*\s*"
_DUTY_HEAD = re.compile(_HEAD.format(names=_DUTY_HEADS) + r"(?:[:：-]|$)")
_OTHER_HEAD = re.compile(_HEAD.format(names=_OTHER_HEADS) + r"(?:[:：-]|$)")

_GREETING = re.compile(
    r"(?:^|(?<=[.!?\n;。,]))\s*(?:"
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|greetings|thank(?:s| you)|best regards|kind regards|please (?:help|advise|tell)|i have a question)\b"
    r"|(?:你好|您好|大家好|哈喽|谢谢|感谢|请问|想请教|我想问|麻烦)"
    r"|(?:안녕하세요|안녕하십니까|감사합니다|고맙습니다|문의드립니다|질문드립니다|질문 있습니다)"
    r")[^.!?\n;。,]*"
)
_OPENING = re.compile(
    r"(?:^|(?<=[.!?\n;。]))\s*(?:"
    r"(?:we are|we're|we have|our (?:company|firm|client|group|team) (?:is|was|has|operates|makes|sells|provides)|(?:the|this|my) company (?:is|was|has|makes|sells)"
    r"|founded|established|headquartered|about us|join (?:us|our)|we offer|we provide|benefits|perks|working hours|location|salary|annual pay"
    r"|\w[\w&. ]{0,40} is (?:a|an|one of|the) (?:\w+[- ]){0,4}?(?:company|firm|startup|start-up|group|manufacturer|provider|leader|agency|chain|supplier|brand|corporation|enterprise))\b"
    r"|(?:我们(?:公司)?(?:是一家|成立|创立|拥有|总部|主营|专注|致力)|我们公司(?:是|在|有|做)|公司(?:是|成立|创立|拥有|总部|主营|专注|简介)|本公司|我司(?:是|成立|主营|专注)|公司福利|福利待遇|工作时间|工作地点|薪资|月薪|年薪)"
    r"|(?:저희 (?:회사|기업)|우리 회사|당사는|본사는|회사 소개|복리후생|근무시간|근무지|급여는|연봉은)"
    r")[^.!?\n;。]*"
)
_WORK_AFTER_ALL = re.compile(
    r"\b(?:i|i'm|my|you will|you'll|looking for|seeking|hiring|need (?:a|an|someone)|responsible|where i)\b|我(?!们|司)|负责|招聘|招一|需要一|工作是|岗位是|저는|제가|나는|담당|맡|뽑|구합니다|모집"
)


_WORDS = re.compile(r"[a-z]{3,}|[\u4e00-\u9fff]|[\uac00-\ud7a3]{2,}")


def about_the_work(text: str) -> str:
    """The normalised text with everything blanked out that is not about the work, unless nothing else is left."""
    for narrow in (lambda said: _without_openings(_without_sections(said)), _without_sections, _without_openings):
        narrowed = narrow(text)
        if len(_WORDS.findall(narrowed)) >= 2:
            return narrowed
    return text


def _without_openings(text: str) -> str:
    return _OPENING.sub(_blanked, _GREETING.sub(_blanked, text))


def _blanked(found: re.Match[str]) -> str:
    """Blank a greeting or introduction, up to where the sentence turns to the work after all."""
    said = found[0]
    turn = _WORK_AFTER_ALL.search(said, 2)
    cut = turn.start() if turn else len(said)
    return " " * cut + said[cut:]


def _without_sections(text: str) -> str:
    """Blank the sections under headings such as requirements or benefits; without any such heading nothing changes."""
    kept, keeping = [], True
    for line in text.split("\n"):
        duty, other = _DUTY_HEAD.match(line), _OTHER_HEAD.match(line)
        keeping = bool(duty) or (keeping and not other)
        heading = duty.end() if duty else 0
        kept.append(" " * heading + line[heading:] if keeping else " " * len(line))
    return "\n".join(kept)
