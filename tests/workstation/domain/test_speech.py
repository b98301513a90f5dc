"""What the customer said, taken out of conversations and of what machines put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.speech import HEARD, said


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("用户：外箱破了\n客服：请拍照\n用户：好的", "外箱破了\n好的"),
        ("客户: 没收到 坐席: 给您查一下 客户: 快点", "没收到\n快点"),
        ("[1] 客服：您好\n[2] 客户：路由器掉线", "路由器掉线"),
        ("【客服】您好\n【客户】货碎了", "货碎了"),
        ("客服小美 2026-03-01 10:00:00\n您好\n用户 10:01\n少了一件", "少了一件"),
        ("用户\n发错了\n客服\n抱歉", "发错了"),
        ("Q：几天到\nA：三天\nQ：好", "几天到\n好"),
        ("买家：少了一个\n卖家：亲稍等", "少了一个"),
        ("商家：货款没到\n客服：请提供单号", "货款没到"),
        ("商家：在的亲\n买家：发错颜色了", "发错颜色了"),
        ("客户（商家）：款没结\n客服小李：好的", "款没结"),
        ("agent: Hello\ncustomer: my box is wet", "my box is wet"),
        ("客服：您好，很高兴为您服务", ""),
        ("注意：外箱破了", "注意:外箱破了"),
        ("The operators: all broke it", "the operators: all broke it"),
        ("我 的 快递 丢 了", "我的快递丢了"),
        ("咨询订单号:8812 商品ID:77 想换货", "想换货"),
        ("[图片] https://a.b/c?d=1 破了#E-s21", "破了"),
        ("ＴＨＥ ＢＯＸ", "the box"),
        ("客服态度恶劣", "客服态度恶劣"),
        ("客服电话没人接", "客服电话没人接"),
        ("系统进不去\n急", "系统进不去\n急"),
        ("客服态度差：问两句就挂断", "客服态度差:问两句就挂断"),
        ("agent hung up", "agent hung up"),
        ("service is slow", "service is slow"),
        ("客服\n您好\n用户\n箱子裂了", "箱子裂了"),
        ("客服小美\n您好\n用户\n箱子裂了", "箱子裂了"),
        ("转人工！！", "转人工"),
        ("在吗，我要人工客服", "转人工"),
        ("转人工\n少了两瓶", "少了两瓶"),
        ("A：您好，请讲\nB：箱子瘪了\nA：抱歉，请提供单号", "箱子瘪了"),
        ("A：箱子瘪了\nB：您好，请提供单号\nA：尾号12", "箱子瘪了\n尾号12"),
        ("甲：箱子瘪了\n乙：哪一票\n甲：上午那票", "箱子瘪了\n哪一票\n上午那票"),
        ("A：箱子瘪了\nA：快点", "a:箱子瘪了\na:快点"),
    ],
)
def test_customer_is_heard(text: str, heard: str) -> None:
    assert said(text).strip() == heard


@given(st.text(max_size=300))
def test_any_text_is_heard_within_bounds(text: str) -> None:
    assert len(said(text)) <= HEARD


@pytest.mark.parametrize(
    "text", ["客服：" * 40_000, "a" * 100_000, "[" * 100_000, "\x00\ufffe" * 999]
)
def test_hostile_text_is_heard_in_part(text: str) -> None:
    assert len(said(text)) <= HEARD
