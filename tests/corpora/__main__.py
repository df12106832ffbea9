"""python -m tests.corpora: write the corpora anew by their rules, a JSON string a line."""

from tests.corpora.files import MADE, write

if __name__ == "__main__":
    for name in MADE:
        write(name)
