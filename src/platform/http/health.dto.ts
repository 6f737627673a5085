/** What a probe is told. */
export class HealthDto {
  /** Always "ok"; anything else is a problem document. */
  status!: string;
}
