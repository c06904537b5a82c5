/** Chinese texts of accounts, second persons, locks and shifts. */

export const people = {
  'secondPerson.title': '第二人在此登录批准',
  'secondPerson.help': '须为经办人以外、有此权限的人员。批准只用于所示事项，120 秒内有效。',
  'secondPerson.training': '培训环境：{account} / {password}',
  'secondPerson.cases': '共 {count} 项',
  'second.same': '与经办人为同一人',
  'second.role': '其角色无此权限',
  'second.otherAct': '批准的是另一事项',
  'second.late': '批准已过期',
  'second.spent': '批准已被使用',
};
