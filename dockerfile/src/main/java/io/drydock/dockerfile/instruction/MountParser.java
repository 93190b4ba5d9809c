package io.drydock.dockerfile.instruction;

import io.drydock.dockerfile.shell.Expander;

record MountParser(Expander expander) {
  Mount parse(String flag) {
    throw new UnsupportedOperationException("soon");
  }
}
