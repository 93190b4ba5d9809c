package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.HostSupport;
import java.io.OutputStream;

/** From a specification to a command in a container of an OCI runtime. */
final class RuntimeStart {
  RuntimeStart(SandboxSpec spec, HostSupport host, StreamChannels channels) {
    channels.closeCommandEnds();
    channels.closeOwnEnds();
  }

  Sandbox.Running start(OutputStream stdout, OutputStream stderr) {
    throw new DrydockException(ErrorKind.UNSUPPORTED, "the isolation oci is not supported yet");
  }
}
