/** How a property is used on a day. */
export const PROPERTY_STATES = ['idle', 'leased', 'own-use'] as const;
export type PropertyState = (typeof PROPERTY_STATES)[number];

/** By what right the community holds a property: 自有、受托、租入. */
export const HOLDINGS = ['owned', 'entrusted', 'rented'] as const;
export type Holding = (typeof HOLDINGS)[number];

/** The Chinese word for a state. */
export const STATE_NAMES: Readonly<Record<PropertyState, string>> = {
  idle: '闲置',
  leased: '出租',
  'own-use': '自用',
};

/** The Chinese word for a holding. */
export const HOLDING_NAMES: Readonly<Record<Holding, string>> = {
  owned: '自有',
  entrusted: '受托',
  rented: '租入',
};
