/** What the property register says of January 2026, worked out by hand. */
export const JANUARY = {
  total: 2,
  leased: 1,
  idle: 1,
  ownUse: 0,
  receivableRent: '600.00',
  arrears: [{ lease: '租〔2026〕1号', tenant: '张记副食', amount: '600.00', since: '2026-01-02' }],
  idleList: [
    { code: 'ZC-103', name: '菜市场3号铺', area: '34.5', unit: '㎡', since: '2026-01-01' },
  ],
  // Registered, let on the same day; another registered.
  changes: [
    { code: 'ZC-001', name: '菜市场3号铺', since: '2026-01-01', from: null, to: 'idle' },
    { code: 'ZC-001', name: '菜市场3号铺', since: '2026-01-01', from: 'idle', to: 'leased' },
    { code: 'ZC-103', name: '菜市场3号铺', since: '2026-01-01', from: null, to: 'idle' },
  ],
  // Twelve months at 1,000.00; of January 400.00 came in.
  leases: [
    {
      code: 'ZC-001',
      name: '菜市场3号铺',
      contractNo: '租〔2026〕1号',
      tenant: '张记副食',
      from: '2026-01-01',
      through: '2026-12-31',
      period: 'month',
      rent: '1000.00',
      total: '12000.00',
      due: '1000.00',
      outstanding: '600.00',
      nextDueOn: '2026-02-01',
    },
  ],
};
