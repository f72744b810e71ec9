"""Where shipped folders are found: beside the package here, inside it in a wheel."""

import os

import pytest

from crm_workbook import data


def test_in_a_checkout_the_folders_lie_beside_the_package():
    assert os.listdir(data.folder("templates"))
    assert os.path.dirname(data.folder("templates")) == os.path.dirname(
        os.path.dirname(data.__file__)
    )


def test_in_a_wheel_they_lie_inside_and_nothing_beside_it_is_looked_at(tmp_path, monkeypatch):
    inside = tmp_path / "crm_workbook" / "_data" / "templates"
    inside.mkdir(parents=True)
    (tmp_path / "macros").mkdir()
    monkeypatch.setattr(data, "_PACKAGE", str(tmp_path / "crm_workbook"))
    assert data.folder("templates") == str(inside)
    with pytest.raises(FileNotFoundError):
        data.folder("macros")
