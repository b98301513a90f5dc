import subprocess
import sys

import pytest

from workstation.text.pinyin import full, initials, search_keys, surnames, title_keys


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("张伟", "zhangwei"),
        ("解晓东", "xiexiaodong"),
        ("仇和", "qiuhe"),
        ("曾国藩", "zengguofan"),
        ("曾先生", "zengxiansheng"),
        ("单田芳", "shantianfang"),
        ("查良镛", "zhaliangyong"),
        ("区寄", "ouji"),
        ("任贤齐", "renxianqi"),
        ("盖叫天", "gejiaotian"),
        ("朴正熙", "piaozhengxi"),
        ("尉迟恭", "yuchigong"),
        ("长孙无忌", "zhangsunwuji"),
        ("万俟卨", "moqixie"),
        ("令狐冲", "linghuchong"),
        ("欧阳修", "ouyangxiu"),
        ("吕布", "lvbu"),
        ("John Smith", "johnsmith"),
        ("李 Amy", "liamy"),
    ],
)
def test_the_likeliest_reading_stands_first(name, first):
    assert full(name)[0] == first


def test_a_family_name_with_two_readings_is_found_by_both():
    assert initials("单晓东") == ("sxd", "dxd")
    assert set(full("曾乐")) >= {"zengle", "zengyue", "cengle"}


def test_keys_for_the_index():
    assert search_keys("张伟") == "zhangwei zw"
    assert search_keys("？！") == ""
    assert search_keys("") == ""


def test_readings_stay_few():
    assert len(full("单行重乐长朝")) <= 8


def test_titles_are_read_as_words():
    assert title_keys("重庆：延误解释") == ("chongqingyanwujieshi", "cqywjs")


def test_family_names_are_known():
    assert surnames().of("欧阳娜娜") == "欧阳"
    assert surnames().of("张伟") == "张"
    assert surnames().of("嘿嘿") == ""


def test_importing_does_not_load_the_dictionary():
    code = "import workstation.text.pinyin, workstation.text.masks, sys; print('pypinyin' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
