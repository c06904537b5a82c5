/** Failures of intake: each is the reason why one line, or one file, was refused. */

export interface IntakeErrors {
  readonly 'intake.notText': Readonly<Record<never, never>>;
}
