package io.drydock.javaapp;

/** The layers of an application, what changes least often first. */
enum Part {
  /** Released libraries. */
  DEPENDENCIES("dependencies", "/app/lib"),
  /** Libraries whose version ends in {@code -SNAPSHOT}. */
  SNAPSHOTS("snapshots", "/app/lib"),
  /** The application's own files other than classes. */
  RESOURCES("resources", "/app/resources"),
  /** The application's own classes, or its jar where that has to stay whole. */
  CLASSES("classes", "/app/classes");

  private final String folder;
  private final String place;

  Part(String folder, String place) {
    this.folder = folder;
    this.place = place;
  }

  /** Its directory in the build context. */
  String folder() {
    return folder;
  }

  /** Its directory in the image. */
  String place() {
    return place;
  }
}
