"""Settings, and the only reader of the environment.

Nothing here opens anything: a configured store that is down is an error of the command that
opens it, never a reason to use another.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import DiskTrouble, InputRefused

_HINTS = {
    "PORT": "PORT est un nombre de 1 à 65535.",
    "keep_names": "GALAXIE_KEEP_NAMES vaut 1 ou 0.",
}


def user_data_folder() -> Path:
    """Return the folder where this system keeps the data of a user's programs, for Galaxie.

    `%LOCALAPPDATA%` on Windows, `~/Library/Application Support` on macOS, `$XDG_DATA_HOME` or
    `~/.local/share` elsewhere: a local disk, since SQLite's journal is unsafe on a network one.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "galaxie"


class Settings(BaseSettings):
    """Where the data is, which store is asked, on which port we answer, what is kept of persons.

    `keep_names` keeps the names of persons in the quotes of texts; they are masked without it.
    """

    model_config = SettingsConfigDict(
        env_prefix="GALAXIE_", env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Path = Field(default_factory=user_data_folder)
    store: str = ""
    store_user: str | None = None
    store_password: SecretStr | None = None
    store_password_file: Path | None = None
    port: Annotated[int, Field(ge=1, le=65535, validation_alias="PORT")] = 8000
    keep_names: bool = False

    @property
    def address(self) -> str:
        """Return the address of the store: a file in the data folder unless one is set."""
        return self.store or str(self.home / "galaxie.sqlite")

    def password(self) -> str | None:
        """Return the store's password, from the setting or from the file that it names."""
        if self.store_password is not None:
            return self.store_password.get_secret_value()
        if self.store_password_file is None:
            return None
        try:
            return self.store_password_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise DiskTrouble(
                f"Le fichier du mot de passe, {self.store_password_file}, ne se lit pas.",
                hint="Vérifiez GALAXIE_STORE_PASSWORD_FILE et les droits du fichier.",
            ) from error


def unknown_variables() -> list[str]:
    """Return the variables of the environment that look like settings and are none, sorted."""
    known = {f"GALAXIE_{name.upper()}" for name in Settings.model_fields if name != "port"}
    return sorted({name for name in os.environ if name.startswith("GALAXIE_")} - known)


def read_settings() -> Settings:
    """Return the settings of this process; `InputRefused` names the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        variable = name if name.isupper() else f"GALAXIE_{name.upper()}"
        raise InputRefused(
            f"{variable} vaut « {first['input']} », ce qui ne convient pas.",
            hint=_HINTS.get(name, "Corrigez cette variable."),
        ) from error
