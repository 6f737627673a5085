import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the identity room. */
export const identityProblems = {
  'login-refused': {
    status: 401,
    title: { zh: '登录失败', en: 'Sign-in refused' },
    detail: {
      zh: '用户名或密码不对，请核对后重试。',
      en: 'The username or the password is wrong.',
    },
  },
  'username-taken': {
    status: 409,
    title: { zh: '用户名已被使用', en: 'Username taken' },
    detail: {
      zh: '这个用户名已有人使用，请换一个。',
      en: 'Choose another username.',
    },
  },
  'community-exists': {
    status: 409,
    title: { zh: '社区已存在', en: 'Community exists' },
    detail: {
      zh: '这个代码的社区已经建立。',
      en: 'A community with this code exists.',
    },
  },
  'duty-beyond-reach': {
    status: 403,
    title: { zh: '不能授予超出自己管理范围的职责', en: 'Duty beyond your reach' },
    detail: {
      zh: '您的管理范围不包括 {scope}，不能授予那里的职责。街道、区级的人员请由上级管理员建立。',
      en: 'You do not administer {scope} and cannot give a duty there. Ask an administrator of that place.',
    },
  },
  'not-oneself': {
    status: 409,
    title: { zh: '不能停用自己或改自己的职责', en: 'Not for oneself' },
    detail: {
      zh: '不能停用自己、重置自己的密码或改自己的职责；修改密码请用 /me/password，其余请另一位管理员办理。',
      en: 'Nobody shuts himself out, resets his own password or changes his own duties. Use /me/password, or ask another administrator.',
    },
  },
  'no-duty-left': {
    status: 422,
    title: { zh: '不能收回此人的全部职责', en: 'No duty would be left' },
    detail: {
      zh: '此人在别处没有职责，收回以后就没有任何职责了。已经离任的请停用，调动的请先写明新的职责。',
      en: 'This person holds no duty elsewhere and would be left without any. Shut out whoever leaves, or name the new duties.',
    },
  },
  'password-wrong': {
    status: 422,
    title: { zh: '现在的密码不对', en: 'Password wrong' },
    detail: {
      zh: '现在的密码不对，请重新输入；忘记密码请管理员重置。',
      en: 'The present password is wrong. If you forgot it, ask an administrator to reset it.',
    },
  },
  'duties-conflict': {
    status: 422,
    title: { zh: '职责不相容', en: 'Duties conflict' },
    detail: {
      zh: '同一人不能兼任“{role}”和“{other}”（会计法第三十五条、城市居民委员会组织法第三十六条）。请另选一人。',
      en: 'One person cannot be both {role} and {other}. Choose somebody else.',
    },
  },
} as const satisfies ProblemCatalogue;
