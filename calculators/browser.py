"""Where the page asks: `answer` under the name that other programs have always called."""

from calculators import answer as answer
