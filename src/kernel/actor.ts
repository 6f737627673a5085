/** Who acts; the name is kept with what was done. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}
