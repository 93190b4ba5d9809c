package io.drydock.build.solve;

/** How the result of a step became known. */
public enum Found {
  /** The same operation was carried out on the same inputs. */
  DEFINITION,
  /** Inputs are different, but not in what the step uses of them. */
  CONTENT,
  /** A build elsewhere left it. */
  ELSEWHERE,
  /** It was not known, so the step was carried out. */
  NOT_FOUND,
  /** Nobody was to look, so the step was carried out. */
  NOT_LOOKED_FOR
}
