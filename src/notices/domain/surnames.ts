/** Common single surnames, the most frequent first; public fact, one character each. */
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪辛柯庄温牛葛樊安凌齐伍殷颜岳申欧倪翁章鲁柳焦毕霍聂关詹童耿涂兰祝翟纪阮苗路俞窦尚裴靳左梅盛甘柴管邢骆游甄蒲费阎房解车喻包宫宁鲍项褚穆滕古冉舒屈隋卓封季党艾裘谷卞成华晏冷辜麦娄仇尤席祁敖沙仲简卜阳桂鄢牟姬屠匡吉池谈闵滑楼柏邬傅萧阙习佟桑蓝惠晋郎苟诸鞠臧迟历栾廉刁鄂麻宗曲岑佘莘蔺蒙淳亢粟雍逯扈燕冀郏堵苑虞幸闻谌巫巩芦伏郁危庞湛巴蔚卿';

/** Surnames of two characters. */
const COMPOUND = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '司空',
  '夏侯',
  '轩辕',
  '长孙',
  '宇文',
  '呼延',
  '端木',
  '南宫',
  '东郭',
  '西门',
  '独孤',
  '公羊',
  '申屠',
  '太史',
  '澹台',
  '濮阳',
  '淳于',
  '单于',
  '闻人',
  '钟离',
  '赫连',
  '鲜于',
  '闾丘',
  '百里',
  '拓跋',
  '万俟',
  '完颜',
  '纳兰',
  '叶赫',
  '那拉',
  '爱新',
] as const;

const SINGLES = new Set(SINGLE);
const COMPOUNDS: ReadonlySet<string> = new Set(COMPOUND);

/** The surname that a Chinese name of this length begins with, if it is a common one: 张 of 张建国, 欧阳 of 欧阳锋. */
export function surnameOf(name: string): string | null {
  const characters = Array.from(name);
  const two = characters.slice(0, 2).join('');
  if (COMPOUNDS.has(two) && (characters.length === 3 || characters.length === 4)) return two;
  const [one] = characters;
  if (one === undefined || !SINGLES.has(one)) return null;
  return characters.length === 2 || characters.length === 3 ? one : null;
}

/** The surname that a person's name of any length begins with; its first character where none is known. */
export function surnameOrFirst(name: string): string {
  const characters = Array.from(name);
  const two = characters.slice(0, 2).join('');
  return COMPOUNDS.has(two) && characters.length > 2 ? two : (characters[0] ?? '');
}
