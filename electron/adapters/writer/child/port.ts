/** The line between the program and the process of its writer's driver, whatever carries it. */

/** The program's end. */
export interface ChildPort {
  post(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process has ended, however it did. */
  onEnd(listener: () => void): void;
  /** Ends the process at once; `onEnd` follows. */
  kill(): void;
}

/** The driver's end. */
export interface ParentPort {
  post(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
}
