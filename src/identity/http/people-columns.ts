import type { Column } from '../../platform/http/table-file.js';
import { ROLE_NAMES, rolesOf } from '../domain/duties.js';
import type { CommunityRow, PersonRow } from '../identity.service.js';
import type { SignInOutcome, SignInRow } from '../sign-ins.service.js';

/** Communities as a list to take away. */
export const COMMUNITY_COLUMNS: readonly Column<CommunityRow>[] = [
  { title: '社区代码', value: ({ code }) => code },
  { title: '社区', value: ({ name }) => name, width: 24 },
  { title: '街道', value: ({ streetName }) => streetName, width: 24 },
  { title: '区', value: ({ districtName }) => districtName, width: 24 },
];

/** People as a list to take away. */
export const PERSON_COLUMNS: readonly Column<PersonRow>[] = [
  { title: '用户名', value: ({ username }) => username, width: 24 },
  { title: '姓名', value: ({ name }) => name },
  {
    title: '职责',
    value: ({ duties }) =>
      rolesOf(duties)
        .map((role) => ROLE_NAMES[role])
        .join('、'),
    width: 40,
  },
];

const OUTCOME_NAMES: Readonly<Record<SignInOutcome, string>> = {
  'signed-in': '已登录',
  refused: '密码不对或已停用',
  locked: '多次不对，已拦下',
};

/** Sign-ins as a list to take away. */
export const SIGN_IN_COLUMNS: readonly Column<SignInRow>[] = [
  { title: '时间', value: ({ at }) => at, width: 28 },
  { title: '用户名', value: ({ username }) => username, width: 24 },
  { title: '姓名', value: ({ name }) => name },
  { title: '结果', value: ({ outcome }) => OUTCOME_NAMES[outcome], width: 20 },
];
