import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.text.addresses import take_apart_pasted
from workstation.text.regions import provinces, take_apart


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("广东省深圳市南山区科技园路1号", "广东省|深圳市|南山区||科技园路1号"),
        ("广东深圳南山区粤海街道科技园路1号", "广东省|深圳市|南山区|粤海街道|科技园路1号"),
        ("深圳市南山区科技园", "广东省|深圳市|南山区||科技园"),
        ("广东省/深圳市/福田区/华强北街道/1号", "广东省|深圳市|福田区|华强北街道|1号"),
        ("北京市北京市朝阳区建国路88号", "北京市|北京市|朝阳区||建国路88号"),
        ("北京朝阳区建国路", "北京市|北京市|朝阳区||建国路"),
        ("上海浦东新区世纪大道100号", "上海市|上海市|浦东新区||世纪大道100号"),
        ("重庆市渝中区解放碑", "重庆市|重庆市|渝中区||解放碑"),
        ("广西壮族自治区南宁市青秀区民族大道1号", "广西壮族自治区|南宁市|青秀区||民族大道1号"),
        ("内蒙包头昆都仑区", "内蒙古自治区|包头市|昆都仑区||"),
        ("吉林省吉林市船营区", "吉林省|吉林市|船营区||"),
        ("吉林市船营区1号", "吉林省|吉林市|船营区||1号"),
        ("浙江省金华市义乌市稠城街道1号", "浙江省|金华市|义乌市|稠城街道|1号"),
        ("广东省东莞市长安镇振安工业区3号", "广东省|东莞市||长安镇|振安工业区3号"),
        ("湖北省仙桃市干河街道", "湖北省|仙桃市||干河街道|"),
        ("云南省大理白族自治州大理市下关镇", "云南省|大理白族自治州|大理市|下关镇|"),
        ("江苏苏州工业园区星湖街", "江苏省|苏州市|工业园区||星湖街"),
        ("香港九龙旺角弥敦道1号", "香港特别行政区|香港|||九龙旺角弥敦道1号"),
        ("辽宁朝阳市双塔区", "辽宁省|朝阳市|双塔区||"),
        ("朝阳区建国路1号", "||朝阳区||建国路1号"),
        ("南京路100号", "||||南京路100号"),
        ("北京东路100号", "||||北京东路100号"),
        ("阳光小区3栋", "||||阳光小区3栋"),
        ("", "||||"),
    ],
)
def test_an_address_is_divided_by_its_regions(address, parts):
    place = take_apart(address)
    found = (place.province, place.city, place.district, place.street, place.detail)
    assert "|".join(found) == parts


def test_the_table_of_regions():
    assert len(provinces()) == 34
    cities = [city for province in provinces() for city in province.cities]
    codes = [city.code for city in cities if city.code]
    assert len(set(codes)) == len(codes)
    assert all(city.code[:2] == p.code for p in provinces() for city in p.cities if city.code)
    assert take_apart("广东省深圳市").code == "4403"
    assert take_apart("湖北省").code == "42"


def test_every_city_is_known_with_and_without_its_province():
    for city in (city for province in provinces() for city in province.cities):
        place = take_apart(f"{city.province}{city.name}中山路1号")
        assert (place.province, place.city, place.detail) == (city.province, city.name, "中山路1号")
        assert take_apart(f"{city.name}中山路1号").city == city.name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "张三，13800138000，广东省深圳市南山区科技园路1号",
            ("张三", "13800138000", "广东省深圳市南山区科技园路1号"),
        ),
        (
            "收件人：李四 电话：139 0013 9000 地址：浙江省杭州市西湖区文三路90号东部软件园1号楼",
            ("李四", "13900139000", "浙江省杭州市西湖区文三路90号东部软件园1号楼"),
        ),
        (
            "收货人: 王小明\n手机号码: 13700137000\n所在地区: 江苏省南京市鼓楼区\n详细地址: 中山路1号 3栋201室",
            ("王小明", "13700137000", "江苏省南京市鼓楼区中山路1号 3栋201室"),
        ),
        (
            "张三[1234]，18400000000-1234，广东省 深圳市 南山区 科技园路1号[1234]",
            ("张三", "18400000000-1234", "广东省深圳市南山区科技园路1号"),
        ),
        (
            "张三[1234] 18400000000 广东省深圳市南山区科技园路1号",
            ("张三", "18400000000-1234", "广东省深圳市南山区科技园路1号"),
        ),
        (
            "广东省深圳市南山区科技园路1号张三13800138000",
            ("张三", "13800138000", "广东省深圳市南山区科技园路1号"),
        ),
        (
            "张三13800138000广东省深圳市南山区科技园路1号",
            ("张三", "13800138000", "广东省深圳市南山区科技园路1号"),
        ),
        (
            "欧阳娜娜 0755-86543210转801 上海浦东新区世纪大道100号环球金融中心",
            ("欧阳娜娜", "075586543210-801", "上海市浦东新区世纪大道100号环球金融中心"),
        ),
        (
            "北京市海淀区中关村大街1号，刘女士，138****5678",
            ("刘女士", "138****5678", "北京市海淀区中关村大街1号"),
        ),
        (
            "深圳市南山区深南大道10000号大厦 马先生收 13100131000",
            ("马先生", "13100131000", "广东省深圳市南山区深南大道10000号大厦"),
        ),
        (
            "新疆乌鲁木齐市天山区 买买提·艾力 13500135000",
            ("买买提·艾力", "13500135000", "新疆维吾尔自治区乌鲁木齐市天山区"),
        ),
        (
            "John Smith, +1 202 555 0143, 12 High Street, Leeds, UK",
            ("John Smith", "+12025550143", "12 High Street, Leeds, UK"),
        ),
        (
            "Name: Chan Tai Man\nPhone: +852 9123 4567\nAddress: Flat A, 12/F, 1 Nathan Road, Kowloon",
            ("Chan Tai Man", "+85291234567", "Flat A, 12/F, 1 Nathan Road, Kowloon"),
        ),
        ("姓名：赵六，电话：13400134000", ("赵六", "13400134000", "")),
        ("", ("", "", "")),
    ],
)
def test_pasted_texts(text, told):
    pasted = take_apart_pasted(text)
    assert (pasted.name, pasted.phone, pasted.address) == told
    assert pasted.rest == ""


def test_a_waybill_and_a_remark_are_kept_apart():
    pasted = take_apart_pasted("运单SF1234567890123 张伟 13800138000 放门口")
    assert (pasted.waybill, pasted.name, pasted.rest) == ("SF1234567890123", "张伟", "放门口")


def test_further_numbers_and_a_postcode_are_kept():
    pasted = take_apart_pasted("张三 13800138000 13900139000 广东省深圳市南山区1号 邮编518000")
    assert pasted.other_phones == ("13900139000",)
    assert pasted.rest == "518000"
    assert pasted.detail == "1号"


NAMES = st.sampled_from(["张三", "欧阳娜娜", "李小龙", "王女士", "诸葛亮"])
PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
ADDRESSES = st.sampled_from(
    ["广东省深圳市南山区科技园路1号", "北京市朝阳区建国路88号3栋", "浙江省杭州市西湖区文三路90号"]
)


@given(
    NAMES,
    PHONES,
    ADDRESSES,
    st.permutations([0, 1, 2]),
    st.sampled_from(["，", ",", " ", "\n", "\t", "；", " | ", "、"]),
)
def test_any_order_and_any_mark_between(name, phone, address, order, mark):
    parts = [name, phone, address]
    pasted = take_apart_pasted(mark.join(parts[place] for place in order))
    assert (pasted.name, pasted.phone, pasted.address) == (name, phone, address)


@given(st.text(max_size=80))
def test_never_raises(text):
    take_apart_pasted(text)
