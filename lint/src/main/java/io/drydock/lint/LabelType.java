package io.drydock.lint;

/** What the value of a label has to be, in the words of a label schema. */
public enum LabelType {
  /** Anything. */
  TEXT,
  /** An address with a scheme. */
  URL,
  /** A version by semver.org. */
  SEMVER,
  /** A git commit: 7 or 40 hexadecimal digits. */
  HASH,
  /** Date and time by RFC 3339. */
  RFC3339,
  /** A license expression of SPDX. */
  SPDX,
  /** An address by RFC 5322. */
  EMAIL
}
