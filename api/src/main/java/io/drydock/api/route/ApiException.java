package io.drydock.api.route;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** An error that the API answers with a status that no kind of error stands for. */
public final class ApiException extends DrydockException {
  private static final long serialVersionUID = 1;

  private final int status;

  public ApiException(int status, String message) {
    super(ErrorKind.INVALID, message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
