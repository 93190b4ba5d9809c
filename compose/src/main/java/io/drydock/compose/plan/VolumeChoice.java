package io.drydock.compose.plan;

import io.drydock.composefile.model.Volume;

/** Asks whether a volume that changed is made anew, with which its content is lost. */
@FunctionalInterface
public interface VolumeChoice {
  /** Nothing that holds data is removed. */
  VolumeChoice KEEP = volume -> false;

  boolean recreates(Volume volume);
}
