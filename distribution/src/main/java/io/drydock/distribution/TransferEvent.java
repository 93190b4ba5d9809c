package io.drydock.distribution;

import io.drydock.oci.Digest;

/**
 * What happens to one item of a transfer: a layer or a config, named by the digest that users know
 * it by (of the blob when pulling, of the uncompressed layer when pushing).
 */
public sealed interface TransferEvent {
  Digest item();

  /** It will be transferred once others are done. */
  record Waiting(Digest item) implements TransferEvent {}

  /** The receiver has it already. */
  record Exists(Digest item) implements TransferEvent {}

  /** The registry took it from another of its repositories. */
  record Mounted(Digest item, String from) implements TransferEvent {}

  /**
   * It is under way.
   *
   * @param bytes so far
   * @param total in bytes, or a negative number while nobody knows
   */
  record Moving(Digest item, long bytes, long total) implements TransferEvent {}

  /** All bytes are there, and are checked. */
  record Verifying(Digest item) implements TransferEvent {}

  /** The receiver has it now. */
  record Done(Digest item) implements TransferEvent {}
}
