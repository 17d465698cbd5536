"""What several processes of one kind need to know of each other: whether there is a place where they can share it."""

from bot.settings import Settings

ANSWERS_WITHIN_SECONDS = 3.0


class NotShared(Exception):
    """Several processes were asked for, and have no Redis in which they can share what they must."""


def demand_shared(settings: Settings) -> None:
    """Raises NotShared for several gateways without a Redis, and for a Redis that does not answer."""
    url = settings.redis_url.get_secret_value()
    if url:
        _demand_answer(url)
    elif settings.gateway_workers > 1:
        raise NotShared(
            "Several gateways need a Redis, in which they see what each other does: give its address, as in "
            "AFTERCART_REDIS_URL=redis://127.0.0.1:6379/0, or leave AFTERCART_GATEWAY_WORKERS at 1."
        )


def _demand_answer(url: str) -> None:
    from redis import Redis
    from redis.exceptions import RedisError

    # The address stays out of the message: it may hold a password.
    try:
        with Redis.from_url(
            url, socket_timeout=ANSWERS_WITHIN_SECONDS, socket_connect_timeout=ANSWERS_WITHIN_SECONDS
        ) as server:
            server.ping()
    except ValueError:
        raise NotShared(
            "AFTERCART_REDIS_URL must look like redis://:PASSWORD@HOST:6379/0 (rediss:// for TLS)."
        ) from None
    except RedisError:
        raise NotShared(
            "The Redis of AFTERCART_REDIS_URL does not answer, or not to this password. "
            "Start it, or correct the address."
        ) from None
