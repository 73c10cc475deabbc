"""Names for made-up people. Given names and family names are drawn apart from each other and apart from what happens to
anybody, so that no name, and no origin, goes with a kind of event.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pool:
    """Names that go together; `share` of a hundred families draw from it."""

    share: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


POOLS = (
    Pool(
        62,
        _words(
            "Freja, Ida, Alma, Karla, Clara, Emma, Sofie, Laura, Mathilde, Josefine, Anna, Lærke, Signe, Maja, Liva, Nanna, "
            "Cecilie, Caroline, Frida, Esther, Olivia, Ella, Mille, Tilde, Rosa, Sille, Åse, Kamma, Silje, Asta, Bjørk, "
            "Sørine, Dagmar, Vilma, Thit, Smilla, Øllegaard"
        ),
        _words(
            "Jonas, Mikkel, Emil, Oscar, Magnus, Mads, Tobias, Frederik, Lucas, Noah, Valdemar, Villads, Anton, Søren, Jeppe, "
            "Rasmus, Kasper, Bjørn, Bertram, Storm, Asger, Åge, Christian, Sebastian, Viktor, Elliot, Theodor, Malthe, "
            "Silas, Jørn, Otto, Gustav, Aksel, Lauge, Nikolaj, Philip"
        ),
        _words(
            "Holm, Kjærsgaard, Østerby, Ågaard, Lindhardt, Vestergård, Mølgaard, Søndergaard, Bækgaard, Ravnsborg, Dalsgaard, "
            "Thorup, Kærgaard, Brøgger, Winther, Frøslev, Hauge, Skovbjerg, Ørsted, Lykkegaard, Aagaard, Birk, Nørregaard, "
            "Skytte, Fogh, Egelund, Højbjerg, Klitgaard, Munkholm, Rønne, Sandager, Tjørnehøj, Bødker, Hvidberg, Krogh, "
            "Stokholm, Gyldenløve, Enevoldsen, Åkjær, Bertelsen, Friis-Møller, Lund Petersen, Dahl Sørensen"
        ),
    ),
    Pool(
        9,
        _words("Elif, Zeynep, Melike, Esra, Dilara, Büsra, Yasemin, Ceren"),
        _words("Emre, Kaan, Yusuf, Berkay, Ömer, Deniz, Tolga, Burak"),
        _words("Yıldırım, Kaplan, Öztürk, Demirel, Şahin, Aksoy, Çelik"),
    ),
    Pool(
        8,
        _words("Aya, Nour, Amina, Layla, Mariam, Salma, Hiba, Rana"),
        _words("Omar, Bilal, Karim, Hamza, Samir, Rami, Idris, Tarek"),
        _words("Haddad, Al-Khatib, Mansour, Saleh, El-Amin, Khoury, Darwish"),
    ),
    Pool(
        6,
        _words("Ayesha, Zara, Hira, Mahnoor, Sana, Iqra"),
        _words("Hassan, Adnan, Usman, Zain, Haris, Danyal"),
        _words("Qureshi, Malik, Butt, Chaudhry, Iqbal, Mirza"),
    ),
    Pool(
        4,
        _words("Hodan, Ifrah, Sagal, Nimo, Asha"),
        _words("Abdi, Liban, Mahad, Yahye, Sharif"),
        _words("Warsame, Farah, Jama, Hersi, Guled"),
    ),
    Pool(
        4,
        _words("Amela, Lejla, Selma, Ajla, Emina"),
        _words("Tarik, Adis, Mirza, Dino, Armin"),
        _words("Hadžić, Begović, Imamović, Kovačević, Delić"),
    ),
    Pool(
        4,
        _words("Zuzanna, Oliwia, Maja, Hanna, Kinga"),
        _words("Jakub, Szymon, Kacper, Filip, Bartosz"),
        _words("Wiśniewski, Zieliński, Mazur, Wójcik, Dąbrowski"),
    ),
    Pool(
        3,
        _words("Pipaluk, Aviaja, Nivi, Ivalu, Paarma"),
        _words("Malik, Inuk, Aqqaluk, Minik, Nuka"),
        _words("Kleist, Olsvig, Lynge, Heilmann, Motzfeldt"),
    ),
)

SECOND_GIRLS = _words("Marie, Louise, Amalie, Sofia, Elise, Noor, Katrine, Astrid, Johanne, Yasmin")
SECOND_BOYS = _words("Alexander, Ali, Benjamin, Johannes, Emil, Kristian, Victor, Samuel, Elias, August")
