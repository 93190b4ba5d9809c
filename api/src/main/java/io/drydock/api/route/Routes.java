package io.drydock.api.route;

/** The routes of one area of the API. */
public interface Routes {
  void register(Router router);
}
