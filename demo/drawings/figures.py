"""Animals and idols in metal, stone, clay or wood."""

from __future__ import annotations

from demo.drawings import surfaces
from demo.drawings.art import Art
from demo.drawings.colors import HALDI, INK, KHADI, MAJITH, WOOD, dark, lite, luma, mix
from demo.drawings.pen import circle, line, oval, path, rect
from demo.drawings.vessels import deco, marks


def figure(art: Art) -> None:
    """Animal or idol in metal, stone, clay or cloth."""
    c, (c1, c2) = art.main, marks(art)
    p = deco(art)(art, c1, c2, 0.5)
    art.shadow(240, 408, 150, 14)
    if art.has("elephant"):
        _elephant(art, c, c1, c2, p)
        return
    if art.has("horse", "deer", "bullock", "nandi"):
        if art.has("nandi"):
            _bull(art, c, c1, p)
            return
        _horse_or_deer(art, c, c1, c2, p)
        return
    if art.has("dokra owl"):
        _owl(art, c, c1)
        return
    standing(art, c, c1, c2, p)


def _elephant(art: Art, c: str, c1: str, c2: str, p: str) -> None:
    """Elephant in its cloth, with a rider or pierced through where the title says so."""
    body = (
        "M112 236Q116 160 200 154H286Q318 112 368 134Q402 152 396 214Q394 262 406 306"
        "Q412 336 394 340Q372 336 372 300Q370 264 350 250L344 398H292L286 310H206L200 398H146"
        "L142 304Q108 290 112 236z"
    )
    art.put(
        line("M118 214q-26 30-20 82", dark(c, 0.2), 7, cap="round"),
        path(body, c),
        path(
            "M142 304L146 398H200L206 310H286L292 398H344L350 262Q240 320 120 262Q124 294 142 304z",
            INK,
            op=0.15,
        ),
    )
    art.put(
        path("M176 154H292L300 254Q238 280 168 254z", mix(c, c2, 0.35)),
        path("M176 154H292L300 254Q238 280 168 254z", p),
        line("M176 156L168 252Q238 278 300 252L292 156", c1, 5, dash="7 4"),
    )
    art.put(
        path("M306 150Q268 164 282 220Q300 262 336 240Q346 190 330 160z", lite(c, 0.12)),
        line("M306 158Q280 172 292 214Q304 244 326 232", c1, 3),
        circle(366, 178, 6, INK),
        circle(364, 176, 2, "#fff"),
        path("M384 232Q412 244 428 226Q414 224 396 214z", "#F4EAD2"),
    )
    art.put(
        line("M148 384h50M294 384h48M148 372h50M294 372h48", c1, 4),
        path("M340 134l26-18 16 20-22 16z", c1),
        circle(362, 136, 5, art.accent),
        line("M380 250l16 0M382 270l18-2M386 290l18-4", c1, 3),
    )
    if art.has("rider", "howdah"):
        art.put(
            path("M190 154V118H280V154zM182 118L235 78L288 118z", c1),
            line("M204 152V124M236 152V100M266 152V124", dark(c, 0.3), 4),
            circle(235, 72, 8, c1),
        )
    if art.has("jali"):
        art.put(path(body, surfaces.jaali(art, dark(c, 0.45), dark(c, 0.3), 0.62), op=0.85))


def _bull(art: Art, c: str, c1: str, p: str) -> None:
    """Resting bull."""
    art.put(rect(84, 372, 312, 34, dark(c, 0.25), rx=5), rect(84, 368, 312, 12, lite(c, 0.12), rx=5))
    body = (
        "M108 370Q92 280 150 240Q190 206 214 168Q240 190 268 214Q276 180 300 150"
        "Q326 138 350 156Q392 178 386 206Q372 222 346 216Q352 280 330 330Q372 330 380 370z"
    )
    art.put(
        path(body, c),
        path("M108 370Q100 320 120 280Q200 350 330 330Q372 330 380 370z", INK, op=0.16),
        path(
            "M304 152Q296 116 320 104Q312 132 326 148zM344 152Q348 120 372 116Q356 134 356 158z",
            lite(c, 0.25),
        ),
        circle(346, 182, 6, INK),
    )
    art.put(
        line("M292 214Q318 252 342 242M284 226Q310 268 342 258", c1, 5, dash="3 6", cap="round"),
        path("M134 262Q200 224 250 226L262 320Q190 350 122 318z", p),
        line("M134 262Q200 224 250 226L262 320Q190 350 122 318z", c1, 4),
        circle(330, 262, 10, c1),
        path("M290 164Q264 164 262 184Q280 188 298 176z", dark(c, 0.15)),
    )


def _horse_or_deer(art: Art, c: str, c1: str, c2: str, p: str) -> None:
    """Horse with its saddle cloth, or spotted deer."""
    deer = art.has("deer")
    neck = 150 if deer else 120
    body = (
        f"M132 250Q140 206 200 210H270Q276 {neck} 300 96Q312 78 330 86L382 124Q386 144 366 146"
        "L334 142Q340 210 334 250Q326 280 322 400H288L282 298Q230 314 188 298L178 400H144"
        "L142 292Q126 280 132 250z"
    )
    art.put(
        line("M134 244Q96 250 104 330", dark(c, 0.3), 13 if not deer else 8, cap="round"),
        path(body, c),
        path(
            "M142 286L144 400H178L188 298Q230 314 282 298L288 400H322Q324 310 332 262Q240 320 142 286z",
            INK,
            op=0.14,
        ),
    )
    art.put(path("M302 96L300 62L320 84z", c), circle(338, 112, 5, INK))
    if deer:
        spots = "".join(
            circle(160 + 26 * i + 10 * (j % 2), 232 + 20 * j, 4.5, lite(c, 0.6))
            for i in range(5)
            for j in range(3)
        )
        art.put(
            spots,
            line(
                "M312 84Q300 50 314 22M307 56l-20-14M326 84Q336 52 326 26M332 54l22-12",
                dark(WOOD, 0.2),
                7,
                cap="round",
            ),
            line("M352 144l18-10", INK, 3),
        )
    else:
        art.put(
            path("M298 92Q258 120 268 212L282 210Q276 130 306 92z", dark(c, 0.35)),
            line("M280 206Q310 226 336 206M278 190Q310 208 338 190", c1, 6, dash="2 7", cap="round"),
            line("M316 106Q330 120 328 140M330 140L378 138", c1, 4),
        )
        art.put(
            path("M178 208H262L268 276Q220 292 172 276z", mix(c, c2, 0.35)),
            path("M178 208H262L268 276Q220 292 172 276z", p),
            line("M178 210L172 274Q220 290 268 274L262 210", c1, 4, dash="6 4"),
            line("M146 388h32M290 388h31M146 376h31M290 376h31", c1, 4),
        )
        if art.has("rider"):
            art.put(
                path("M200 212L196 152Q220 136 244 152L242 212z", c1),
                circle(220, 124, 18, c1),
                path("M202 116q18-28 36 0z", dark(c, 0.3)),
                line("M240 160L292 168M204 212q-6 40 6 66", c1, 9, cap="round"),
            )


def _owl(art: Art, c: str, c1: str) -> None:
    """Owl of lost-wax brass."""
    art.put(
        path(
            "M136 140L168 162Q240 126 312 162L344 140Q370 250 340 334Q300 402 240 402T140 334"
            "Q110 250 136 140z",
            c,
        ),
        path("M344 140Q370 250 340 334Q300 402 240 402Q320 330 312 162z", INK, op=0.15),
    )
    art.put(path("M180 250Q240 226 300 250L292 360Q240 396 188 360z", surfaces.scales(art, c1, c1, 0.9)))
    for x in (192, 288):
        art.put(
            circle(x, 204, 42, lite(c, 0.3)),
            circle(x, 204, 34, "none", stroke=dark(c, 0.3), sw=3, dash="4 4"),
            circle(x, 204, 20, KHADI),
            circle(x, 204, 12, INK),
        )
    art.put(
        path("M228 226h24l-12 28z", dark(c, 0.45)),
        line("M136 260Q128 330 170 372M344 260Q352 330 310 372", c1, 8, dash="3 7", cap="round"),
        line("M200 400v14M216 400v14M264 400v14M280 400v14", dark(c, 0.3), 7, cap="round"),
    )


def standing(art: Art, c: str, c1: str, c2: str, p: str) -> None:
    """Carved seated or standing figure on a lotus base, in an arch."""
    seated = art.has("ganesh", "vinayagar", "garuda")
    art.put(
        path("M120 396V220Q120 92 240 76Q360 92 360 220V396z", dark(c, 0.32)),
        path("M142 396V224Q142 116 240 100Q338 116 338 224V396z", dark(c, 0.48)),
        line("M131 396V222Q131 104 240 88Q349 104 349 222V396", c1, 7, cap="round", dash="0 15"),
    )
    base = path(
        "M128 398q8-36 32-36q10-14 30-4q14-14 30-2q20-12 40 0q16-12 30 2q20-10 30 4q24 0 32 36z",
        lite(c, 0.12),
    ) + line("M132 398H348", dark(c, 0.3), 8)
    if seated:
        _seated(art, c, c1)
    else:
        _goddess(art, c, c1, p)
    art.put(base)


def _seated(art: Art, c: str, c1: str) -> None:
    """Ganesha, or Garuda with his wings."""
    art.put(
        path("M148 368Q150 310 200 318H280Q330 310 332 368Q240 386 148 368z", lite(c, 0.04)),
        oval(240, 292, 62, 60, c),
        path(
            "M176 250Q150 270 152 316Q168 330 178 314Q178 290 194 272zM304 250Q330 270 328 316"
            "Q312 330 302 314Q302 290 286 272z",
            lite(c, 0.1),
        ),
    )
    hi = lite(c, 0.2) if luma(c) < 0.72 else dark(c, 0.13)
    if art.has("garuda"):
        art.put(
            path(
                "M196 240Q110 190 106 300Q150 280 200 300zM284 240Q370 190 374 300Q330 280 280 300z",
                art.second,
            ),
            circle(240, 204, 46, c),
            path("M232 204h16l-8 34z", HALDI),
            circle(222, 196, 6, INK),
            circle(258, 196, 6, INK),
        )
    else:
        art.put(
            path(
                "M200 176Q144 160 152 212Q166 252 206 230zM280 176Q336 160 328 212Q314 252 274 230z",
                lite(c, 0.1),
            ),
            path(
                "M194 186Q240 140 286 186Q290 224 262 236Q256 268 272 290Q268 314 244 304"
                "Q222 286 222 236Q190 224 194 186z",
                hi,
            ),
            circle(220, 204, 5, INK),
            circle(260, 204, 5, INK),
            line("M226 252h30M228 266h28M234 280h28", dark(c, 0.2), 3),
            path("M212 238l-18 14 18 4z", KHADI),
        )
    art.put(
        path("M196 176Q240 150 284 176L266 138L240 108L214 138z", c1),
        circle(240, 112, 7, art.accent),
        line("M190 256Q240 300 290 256", c1, 5, dash="2 7", cap="round"),
        line("M190 346Q240 360 290 346", c1, 4),
    )


def _goddess(art: Art, c: str, c1: str, p: str) -> None:
    """A crowned figure on her feet."""
    art.put(
        path("M206 226H274L300 366H180z", c),
        path("M206 226H274L300 366H180z", p),
        path("M196 190Q240 174 284 190L276 256Q240 270 204 256z", lite(c, 0.14)),
        line("M200 196Q160 220 176 262M280 196Q320 220 304 262", lite(c, 0.2), 15, cap="round"),
    )
    art.put(
        oval(240, 156, 28, 33, lite(c, 0.3)),
        path("M206 150Q208 104 240 92Q272 104 274 150Q258 122 240 122T206 150z", c1),
        circle(229, 156, 3, INK),
        circle(251, 156, 3, INK),
        line("M232 171q8 6 16 0", MAJITH, 3, cap="round"),
        line("M214 198Q240 226 266 198", c1, 5, dash="2 7", cap="round"),
        line("M184 360H296M206 260H274", c1, 5),
    )
