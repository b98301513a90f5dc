from __future__ import annotations

import pytest

from tests.workstation.readers.conftest import NOW, ZONE
from workstation.readers.customers import read_customers, read_key_accounts
from workstation.readers.proposal import propose
from workstation.readers.table import open_table


@pytest.fixture
def read(make):
    def run(text, kind, reader):
        table = open_table(make(text))
        return list(reader(table, propose(table, kind), zone=ZONE, now=NOW))

    return run


def test_customers(read):
    text = "客户编号,客户姓名,手机号,邮箱,地址,客户类型,备注,积分\nC1,张三,13812345678,a@example.cn,深圳,寄件人,老客户,300\nC2,,,,,,,\nC3,李四,1391234567,bad,,,,\n"
    one, refused, two = read(text, "customers", read_customers)
    assert (one.name, one.phone, one.party, one.external_no) == (
        "张三",
        "13812345678",
        "sender",
        "C1",
    )
    assert one.extra == {"积分": "300"}
    assert refused.reason == "no_customer"
    assert [flag.code for flag in two.flags] == ["phone_wrong_length", "email_malformed"]
    again = read(text, "customers", read_customers)
    assert again[0].source_key == one.source_key


def test_key_accounts(read):
    text = "大客户名称,匹配词,区域,客户经理,月结账号\n李宁,LI-NING、李宁体育,华南区,王五,9990001\n,,,,9990002\n"
    one, refused = read(text, "key_accounts", read_key_accounts)
    assert one.name == "李宁"
    assert one.match_words == ("李宁", "LI-NING", "李宁体育")
    assert (one.region, one.manager, one.account_no) == ("华南区", "王五", "9990001")
    assert refused.reason == "no_name"
