import type { Deed } from './every-write.fixture.js';

const PEOPLE = '/api/v1/communities/511602002001/users';
const PERSON = 'new-clerk';
/** A person from being named to being shut out and let in again. */
export const PEOPLE_DEEDS: readonly Deed[] = [
  {
    route: 'CommunitiesController.create',
    who: 'admin',
    send: (p) =>
      p.post('/api/v1/communities', {
        code: '511602002009',
        name: '新社区',
        streetName: '北辰街道',
        districtName: '广安区',
      }),
  },
  {
    route: 'CommunitiesController.createUser',
    who: 'admin',
    send: (p) =>
      p.post(PEOPLE, {
        username: PERSON,
        name: '新会计',
        roles: ['accountant'],
        password: 'Test-password-1',
      }),
  },
  {
    route: 'PeopleController.setRoles',
    who: 'admin',
    send: (p) => p.put(`${PEOPLE}/${PERSON}/roles`, { roles: ['reviewer'] }),
  },
  {
    route: 'PeopleController.disable',
    who: 'admin',
    send: (p) => p.post(`${PEOPLE}/${PERSON}/disable`, { reason: '离任' }),
  },
  {
    route: 'PeopleController.enable',
    who: 'admin',
    send: (p) => p.post(`${PEOPLE}/${PERSON}/enable`, { reason: '返聘' }),
  },
  {
    route: 'PeopleController.resetPassword',
    who: 'admin',
    send: (p) => p.post(`${PEOPLE}/${PERSON}/password`),
  },
  {
    route: 'PeopleController.changePassword',
    who: 'auditor',
    send: (p) =>
      p.post('/api/v1/me/password', {
        currentPassword: 'Test-password-1',
        newPassword: 'Another-password-2',
      }),
  },
];
