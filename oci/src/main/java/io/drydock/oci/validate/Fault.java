package io.drydock.oci.validate;

/**
 * One way in which a document is not what it should be.
 *
 * @param place of the value in the document, as {@code process.args[0]}; empty for the document
 * @param message what is wrong with the value, without its place
 */
public record Fault(String place, String message) {
  @Override
  public String toString() {
    return place.isEmpty() ? message : place + ": " + message;
  }
}
