/**
 * What people take for a password when they may choose: our own compilation of words, names of months and places, runs of
 * keys and years, in English and pinyin. Compared after folding to small letters and digits.
 */

const words = `
password passwort passwd passphrase secret geheim letmein welcome login logon signin admin administrator root user guest
officer supervisor auditor manager master office starcard card cards permanent resident residence permit immigration
authority ministry police security system computer server window windows keyboard monitor printer test testing demo
training sample specimen example default temp temporary changeme change please hello goodbye thankyou iloveyou love
money lucky happy family father mother baby angel friend sunshine princess prince dragon tiger monkey panda horse
rabbit football basketball baseball soccer superman batman starwars pokemon spring summer autumn winter january
february march april may june july august september october november december monday tuesday wednesday thursday friday
saturday sunday china chinese beijing shanghai guangzhou shenzhen tianjin chongqing chengdu wuhan nanjing hangzhou
xian dalian qingdao suzhou hongkong taipei zhongguo zhonghua renmin gongan chujingguanli yimin juliu shenfenzheng
waiguoren yongjiu mima denglu guanliyuan kouling nihao woaini zaijian xiexie fuwu bangong beijinghuanyingni jiayou
gongxifacai xingfu kuaile pingan jiankang laoban laoshi baobao baobei wangzi gongzhu tiananmen changcheng
correcthorsebatterystaple thequickbrownfox quickbrownfox trustno whatever nothing anything something everything
one two three four five six seven eight nine zero yi er san si wu liu qi ba jiu ling qwe asd zxc
`;

const runs = `
qwertyuiop asdfghjkl zxcvbnm qwerty asdfgh zxcvbn qwertz azerty qazwsxedcrfvtgbyhnujmikolp qazwsx wsxedc edcrfv
poiuytrewq lkjhgfdsa mnbvcxz abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba 01234567890 09876543210
1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm 8ik 9ol 0p 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0 147258369 159357 741852963
aabbcc aabbccddeeff 112233445566778899 1314520 5201314 520 1314 666 888 168 518 110 119 120
`;

function listOf(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}

export const commonWords: readonly string[] = listOf(words);
export const keyRuns: readonly string[] = listOf(runs);
