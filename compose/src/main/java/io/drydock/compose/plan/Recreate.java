package io.drydock.compose.plan;

/** Which containers are made anew. */
public enum Recreate {
  /** Those whose definition, image, networks or volumes changed. */
  CHANGED,
  /** All. */
  ALWAYS,
  /** None. */
  NEVER
}
