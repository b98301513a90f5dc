"""How quick the picker of reply scripts answers, how quick its index is made, and a suggestion.

`python benchmarks/scripts.py [SCRIPTS]` (10,000) takes the shipped scripts and variations of them
with other titles and codes. For each kind of query: the middle and the slowest of twenty in
milliseconds, and how often as long that is as a plain look through the same texts (the floor).
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

# In place of this folder: its other files are named like modules of ours.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workstation.domain.script import Script
from workstation.domain.script_rank import Moment, ScriptWorth
from workstation.rules import loading
from workstation.text.script_search import ScriptIndex

_SUBJECTS = [
    "生鲜",
    "家具",
    "药品",
    "证件",
    "手机",
    "衣服",
    "茶叶",
    "水果",
    "书籍",
    "玻璃",
    "电脑",
    "鞋子",
    "奶粉",
    "化妆品",
    "乐器",
    "海鲜",
]
_PLACES = [
    "杭州",
    "上海",
    "广州",
    "成都",
    "武汉",
    "西安",
    "沈阳",
    "长沙",
    "重庆",
    "厦门",
    "郑州",
    "南宁",
    "昆明",
    "兰州",
    "乌鲁木齐",
]
_CASES = [
    "延误",
    "破损",
    "丢失",
    "改址",
    "催派",
    "拒收",
    "退款",
    "发票",
    "验货",
    "投诉",
    "清关",
    "代收",
    "自提",
    "补发",
    "换货",
    "理赔",
]
_CLASSES = {
    "code": ["cp", "ywjs", "pszm", "v12", "lp"],
    "title": ["延误", "破损", "安抚", "催派 杭州", "生鲜延误"],
    "text": ["派送员", "照片", "对不起", "网点", "运单"],
    "pinyin": ["yanwu", "posun", "paisong", "hangzhou", "anfu"],
    "initials": ["yw", "ps", "hzyw", "sxps", "yqjs"],
    "mixed": ["yan误", "ya延误", "po损", "hz延误", "yanw"],
    "slips": ["yanwi", "ywsj", "延勿解释", "posum", "破损请留", "paisogn", "damagde"],
    "several": ["延误 杭州", "yw hz", "破损 照片 派送员", "sx 拍照"],
    "nothing": ["没有这样的话", "qqqqzz", "xyzzyx 破损", "zzz"],
    "broad": ["件", "您", "a", "的", ""],
}


def main() -> None:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    scripts = made(wanted)
    start = time.perf_counter()
    index = ScriptIndex(scripts)
    print(f"index of {len(index):,} scripts      {_since(start):9.1f} ms")
    changed = [*scripts[:-1], replace(scripts[-1], title="另一个标题")]
    start = time.perf_counter()
    index = index.updated(changed)
    print(f"the same with one changed     {_since(start):9.1f} ms")
    texts = ["\n".join((one.code, one.title, one.body)) for one in scripts]
    moments = _moments()
    index.search("延误", moments[0])
    every: list[float] = []
    for name, queries in _CLASSES.items():
        took = [
            _spent(lambda q=query, m=moment: index.search(q, m))  # type: ignore[misc]
            for _ in range(8)
            for query in queries
            for moment in moments
        ]
        floor = [
            _spent(lambda q=query: [1 for text in texts if q in text])  # type: ignore[misc]
            for query in queries
            for _ in range(10)
        ]
        every += took
        least = statistics.median(floor)
        print(
            f"{name:10} middle {_at(took, 0.5):7.2f}   slowest of twenty {_at(took, 0.95):7.2f}"
            f"   {_at(took, 0.95) / least:5.1f} × the floor of {least:.2f}"
        )
    print(f"{'all':10} middle {_at(every, 0.5):7.2f}   slowest of twenty {_at(every, 0.95):7.2f}")
    _suggestions(changed, index)


def made(wanted: int) -> list[Script]:
    """The shipped scripts, and as many variations of them as are wanted."""
    draw = random.Random(5)
    shipped = [one for one in loading.scripts() if not one.snippet]
    scripts = shipped[:wanted]
    while len(scripts) < wanted:
        one = draw.choice(shipped)
        place, subject, case = map(draw.choice, (_PLACES, _SUBJECTS, _CASES))
        number = len(scripts)
        scripts.append(
            replace(
                one,
                code=f"{one.code[:3]}v{number}",
                title=f"{place}{subject}{case}：{one.title}",
                body=f"{subject}的事，{one.body}{place}那边我接着问。",
                tags=(*one.tags, case),
            )
        )
    return scripts


def _moments() -> tuple[Moment, ...]:
    worth = {one.code: ScriptWorth(one.code, 40, 30, 12, 9) for one in loading.scripts()[:200]}
    return (
        Moment("chat", "timeliness", "timeliness.late_delivery", "seasonal", "inform_status"),
        Moment("phone", "safety", "safety.damaged", "damage_loss", "evidence", worth=worth),
    )


def _suggestions(scripts: list[Script], index: ScriptIndex) -> None:
    from workstation.examples import examples
    from workstation.scripts.suggesting import Suggester

    start = time.perf_counter()
    suggester = Suggester(loading.load(), index)
    print(f"likeness of {len(scripts):,} scripts   {_since(start):9.1f} ms")
    texts = [text for text, _ in list(examples())[::400]]
    suggester.choose(texts[0], Moment("chat"))
    took = [_spent(lambda t=text: suggester.choose(t, Moment("chat"))) for text in texts]  # type: ignore[misc]
    print(
        f"suggestion from a message: middle {_at(took, 0.5):.2f},"
        f" slowest of twenty {_at(took, 0.95):.2f} ms"
    )


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _spent(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return _since(start)


def _at(times: Iterable[float], share: float) -> float:
    told = sorted(times)
    return told[min(int(len(told) * share), len(told) - 1)]


if __name__ == "__main__":
    main()
