/** What a person may be told: the message is the sentence that they read, what happened and what to do. */
export abstract class DomainError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

export class NotFoundError extends DomainError {}

/** Somebody else was faster, or the thing is no longer in the state that was asked for. */
export class ConflictError extends DomainError {}

export class ForbiddenError extends DomainError {}

/** Nothing is wrong with what was asked; it just cannot be done at this moment. */
export class UnavailableError extends DomainError {}

/** What was typed cannot be used; `field` names the form field that shows the sentence. */
export class InvalidInputError extends DomainError {
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

/** The configuration does not allow a start; the message lists each problem with file, line and how to mend it. */
export class ConfigError extends DomainError {}
