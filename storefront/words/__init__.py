"""The words of every face: figures as India writes them, states in plain words, refusals as kind sentences.

`figures` formats values; one file per room holds that room's `LABELS` (enum class → value → word) and `REFUSALS`
(refusal code → sentence); `spoken` looks them up. Rooms raise codes and keep enums; sentences live here only.
"""
