### Every word of the product in French. Same ids and arguments as the English file (a test compares them).
### Microsoft's human-translated terms; narrow no-break space before ; ? ! and inside « ».

language-name = Français
list-and = et
list-or = ou
list-parts = { $first } ; { $next }

## Edits

edit-missing = « { $name } » n’existe pas
edit-exists = « { $name } » existe déjà
edit-not-a-fact = « { $name } » n’a pas de « { $fact } », ou la valeur est d’une autre nature
edit-cannot-join = « { $from } » et « { $to } » ne peuvent pas être reliés : { $link }


### ==== rules: begin ====

rules-newer-product = { $count ->
    [one] { $count } pool { $product } est plus récent que cette cible ({ $target }) et n’est pas évalué
   *[other] { $count } pools { $product } sont plus récents que cette cible ({ $target }) et ne sont pas évalués
}
rules-no-pack = Il n’y a pas encore de règles pour { $product } ; évaluation pour { $target }
rules-unknown-pack = Cette version n’a pas de règles pour la cible « { $pack } » ; les phases qui ont cette cible ne sont pas évaluées

rules-plan-002 = L’acceptation de { $code } pour « { $names } » ne correspond plus à aucun constat (motif : { $reason })
rules-plan-002-fix = Retirer l’acceptation de { $code }
rules-plan-002-until = L’acceptation de { $code } pour « { $names } » valait jusqu’à une phase qui n’existe plus (motif : { $reason })
rules-plan-003 = La règle { $code } a échoué ; rien de ce qu’elle couvre n’a été vérifié
rules-plan-003-check = La vérification a été interrompue : une erreur de Coexist. Rien n’a été vérifié dans ce plan ; une nouvelle tentative suivra à la prochaine modification

rules-sql-001 = « { $instance } » contient { $count ->
    [one] le magasin d’utilisateurs
   *[other] les magasins d’utilisateurs
} de { $old } et celui de { $new }, plus récent ; une instance SQL ne sert que des pools d’une seule version
rules-sql-001-vendor = Le serveur SQL { $server } contient déjà une instance SQL hébergeant le rôle « Magasin d’utilisateurs ».
rules-sql-001-fix = Placer les magasins de { $pool } sur un nouveau serveur SQL, { $server }

rules-role-012 = « { $pool } » est en Standard Edition et compte { $count } serveurs ; cette cible en autorise { $limit } par pool Standard Edition
rules-role-012-fix = Passer « { $pool } » en Enterprise Edition
rules-role-012-fewer-fix = Laisser { $servers } hors de « { $pool } »

rules-sql-002 = « { $host } » contient des bases de données de { $new } et de { $old }, plus ancien ; les nouvelles demandent leur propre serveur SQL
rules-sql-003 = « { $host } » : { $value } ne figure pas parmi les logiciels de base de données pris en charge par { $target }
rules-sql-004 = « { $host } » exécute SQL Server en { $bitness }, ce que { $target } ne prend pas en charge
rules-sql-005 = « { $host } » exécute l’édition { $edition } de SQL Server, que { $target } ne prend pas en charge
rules-sql-006 = « { $host } » exécute SQL Server { $edition }, réservé aux bases de données locales, et contient : { $stores }
rules-sql-engine-fix = Donner à « { $host } » une version et une édition de SQL Server prises en charge, ou placer ses magasins sur un tel serveur
rules-sql-007 = « { $instance } » contient plusieurs bases de données d’un même type ({ $store }), celles de { $pools } ; une instance en contient une de chaque type
rules-sql-008 = « { $host } » contient plusieurs magasins d’un même type ({ $store }), ceux de { $pools } ; un serveur de base de données en contient un de chaque type
rules-sql-009 = La base de données locale de « { $host } », un serveur Standard Edition, contient : { $stores } ; leur place est sur un serveur SQL
rules-sql-own-server-fix = Placer sur { $servers ->
    [one] un nouveau serveur SQL
   *[other] de nouveaux serveurs SQL
} : { $stores }
rules-sql-009-moved = Le magasin d’utilisateurs de « { $pool } » est sur « { $host } » ; la base de données d’un serveur Standard Edition reste sur le serveur lui-même
rules-sql-009-moved-fix = Garder le magasin d’utilisateurs de « { $pool } » sur le serveur lui-même
rules-sql-010 = « { $instance } » contient des bases de données qui croissent vite ({ $stores }) à côté de la base de données principale de { $pools }
rules-sql-011 = « { $host } » contient aussi des bases de données d’autres produits
rules-unknown = inconnu
rules-sql-012 = « { $host } » participe à la mise en miroir de « { $pool } » et exécute { $version } ; la mise en miroir demande { $oldest } ou une version ultérieure
rules-sql-013 = La mise en miroir de « { $pool } » mélange { $one } sur « { $first } » et { $other } sur « { $second } »
rules-sql-013-fix = Mettre { $hosts } à niveau vers { $version }
rules-sql-mirror-engine-fix = Donner aux membres de la mise en miroir de « { $pool } » une même version et une même édition de SQL Server prises en charge, ou choisir d’autres serveurs
rules-sql-014 = La mise en miroir de « { $pool } » mélange l’édition { $one } sur « { $first } » et { $other } sur « { $second } »
rules-sql-014-fix = Mettre { $hosts } à niveau vers l’édition { $edition } de SQL Server
rules-sql-015 = La mise en miroir de « { $pool } » couvre les domaines { $one } (« { $first } ») et { $other } (« { $second } »)
rules-sql-015-fix = Remplacer les membres de la mise en miroir de « { $pool } » situés hors de { $domain } par de nouveaux serveurs SQL de ce domaine
rules-sql-016 = « { $instance } » est mise en miroir de façon asynchrone pour « { $pool } » ; seule la mise en miroir synchrone est prise en charge pour une base de données principale
rules-sql-016-fix = Mettre « { $pool } » en miroir de façon synchrone
rules-sql-017 = « { $instance } » utilise le port { $port } pour la mise en miroir, comme « { $other } » sur le même ordinateur
rules-sql-017-fix = Donner le port { $port } à « { $instance } »
rules-sql-018 = « { $pool } » est mis en miroir sur « { $mirror } » sans témoin ; son basculement est manuel
rules-sql-018-fix = Ajouter un témoin pour « { $pool } » sur un nouveau serveur SQL
rules-sql-019 = { $count } membres de la mise en miroir de « { $pool } » sont sur un même ordinateur, « { $host } »
rules-sql-019-fix = Placer les autres membres de la mise en miroir de « { $pool } » sur de nouveaux serveurs SQL
rules-sql-020 = Le cluster « { $host } » compte { $count } nœuds ; SQL Server { $edition } en prend ici { $limit } en charge
rules-sql-020-mode = Le cluster « { $host } » est actif/actif ; seul le mode actif/passif est pris en charge
rules-sql-020-fix = Ramener le cluster « { $host } » dans ses limites
rules-sql-021 = « { $node } », un nœud du cluster « { $host } », est aussi utilisé par { $others }
rules-sql-021-fix = Retirer { $nodes } de « { $host } »
rules-sql-022 = « { $host } » est le nom d’un nœud de cluster ; un magasin se définit avec le nom virtuel du cluster
rules-sql-023 = « { $pool } » ({ $one }) est jumelé avec « { $partner } » ({ $other }) ; les deux devraient avoir la même haute disponibilité de base de données principale
rules-sql-023-mirroring = mise en miroir SQL
rules-sql-023-cluster = clustering SQL
rules-sql-023-none = aucune
rules-sql-023-not-mirrored = pas de mise en miroir
rules-sql-023-fix = Ajouter un miroir pour « { $pool } » sur un nouveau serveur SQL
rules-sql-024 = « { $host } » contient un magasin de surveillance, et aucun serveur SQL du plan n’a Reporting Services
rules-sql-024-fix = Installer Reporting Services sur « { $host } »
rules-sql-025 = Le miroir de « { $pool } » change, et aucune étape suivante de la phase ne redémarre ses serveurs frontaux
rules-sql-025-vendor = Run the Uninstall-CsMirrorDatabase cmdlet to remove databases that are paired with following primary databases.
rules-sql-025-fix = Insérer un redémarrage des services de { $pools }
rules-sql-026 = « { $host } » : { $value } ne figure pas parmi les logiciels de base de données pris en charge pour { $product }
rules-sql-026-mirror = « { $pool } » a un magasin mis en miroir ; { $product } ne prend pas en charge la mise en miroir SQL
rules-sql-028 = « { $host } » contient plusieurs magasins d’un même type ({ $store }) de { $product }, ceux de { $pools } ; un serveur de base de données en contient un de chaque type
rules-sql-028-director = « { $instance } » contient la base de données du directeur { $directors } et la base de données principale de { $pools } ; un directeur a besoin de sa propre instance
rules-sql-030 = La mise en miroir de « { $pool } » demande un partage de fichiers que les services SQL peuvent utiliser, et « { $instance } » n’en a pas
rules-sql-030-fix = Donner un partage de fichiers à la mise en miroir de « { $instance } »
rules-mon-001 = « { $pool } » ({ $version }) est associé à « { $server } » ({ $other }) ; un tel serveur ne sert que des pools de sa version
rules-mon-001-fix = Mettre fin à l’association de « { $pool } » avec « { $server } »
rules-mon-001-store-fix = Mettre fin à l’association de « { $pool } » avec « { $server } », et donner au pool : { $stores }
rules-mon-002 = « { $pool } » est supprimé sans sauvegarde préalable de ses bases de données
rules-mon-002-fix = Insérer une sauvegarde de « { $pool } »
rules-mon-003 = Des utilisateurs sont déplacés vers « { $pool } » avant qu’il n’ait un magasin d’archivage, et l’archivage est en mode critique
rules-mon-004 = « { $server } » est supprimé alors que des utilisateurs sont encore sur { $pools }
rules-mon-005 = « { $server } » est supprimé alors qu’il est encore associé à { $pools }
rules-mon-005-vendor = Delete Dependent Stores
rules-mon-005-fix = Mettre fin auparavant aux associations avec « { $server } »
rules-mon-006 = « { $pool } » n’a pas de magasin de surveillance et n’est pas surveillé, alors que « { $other } » l’est
rules-mon-006-fix = Associer « { $pool } » au magasin de surveillance situé sur « { $store } »
rules-mon-007 = L’archivage se fait dans Exchange, et les boîtes aux lettres de « { $group } » sont sur { $version }
rules-mon-007-fix = Archiver aussi dans SQL Server, avec un magasin d’archivage pour { $pools }
rules-file-001 = « { $share } », le partage de fichiers du pool Enterprise Edition « { $pool } », se trouve sur le serveur frontal « { $server } »
rules-file-server-fix = Donner à { $pools } un partage sur un nouveau serveur de fichiers
rules-file-002 = « { $share } » sert des pools de plusieurs sites : { $sites }
rules-file-002-fix = Donner aux pools de « { $site } » leur propre partage de fichiers
rules-file-003 = « { $share } » est créé après la publication d’une topologie qui l’utilise
rules-file-005 = « { $pool } » compte plusieurs serveurs, et son magasin de fichiers est un chemin local, « { $share } »
rules-pair-001 = « { $pool } » ({ $one }) est jumelé avec « { $partner } » ({ $other }) ; des pools jumelés ont la même édition
rules-pair-001-fix = Jumeler « { $pool } » avec « { $partner } »
rules-pair-002 = « { $pool } » ({ $one }) est jumelé avec « { $partner } » ({ $other }) ; des pools jumelés sont tous deux physiques ou tous deux virtuels
rules-pair-003 = « { $pool } » ({ $one }) est jumelé avec « { $partner } » ({ $other }) ; des pools jumelés exécutent le même système d’exploitation
rules-pair-003-fix = Installer « { $pool } » sous { $os }
rules-pair-004 = « { $pool } » est jumelé avec plusieurs pools ({ $partners }) ; le jumelage se fait un à un
rules-pair-004-fix = Ne jumeler « { $pool } » qu’avec « { $partner } »
rules-pair-005 = « { $pool } » ({ $version }) est jumelé avec « { $partner } » ; il n’a pas de service de sauvegarde pour cela
rules-pair-005-fix = Mettre fin au jumelage de « { $pool } » avec « { $partner } »
rules-pair-006 = « { $pool } » et « { $partner } » sont déjà déployés quand ils sont jumelés, et cette phase n’exécute pas l’installation sur les deux puis la synchronisation du service de sauvegarde
rules-pair-006-fix = Insérer l’installation et la synchronisation pour { $pools }
rules-pair-007 = « { $pool } » est basculé alors qu’il contient le magasin central de gestion actif, qui bascule en premier
rules-pair-007-fix = Basculer auparavant le magasin central de gestion
rules-pair-008 = « { $pool } » est en Standard Edition et son magasin d’utilisateurs est mis en miroir sur « { $mirror } » ; la mise en miroir demande Enterprise Edition
rules-pair-008-cluster = « { $pool } » est en Standard Edition et son magasin d’utilisateurs est sur le cluster « { $host } » ; le clustering demande Enterprise Edition
rules-pair-008-fix = Retirer le miroir de « { $pool } »
rules-cms-001 = « { $pool } » a un magasin central de gestion à côté du magasin actif situé sur « { $active } » ; un déploiement en a un seul
rules-cms-001-fix = Laisser le second magasin de côté : Move-CsManagementServer déplace vers « { $pool } » celui qui existe
rules-cms-002 = Le magasin central de gestion passe de « { $old } » au pool pilote « { $pool } » alors que des utilisateurs sont encore sur d’anciens pools ; le pilote rejoint le magasin existant
rules-cms-002-fix = Placer l’étape { $step } et le travail qui l’entoure après le dernier déplacement d’utilisateurs
rules-cms-leave-fix = Laisser le magasin central de gestion sur « { $pool } »
rules-cms-003 = « { $pool } » est d’un produit sans magasin central de gestion ; c’est un pool { $target } qui l’héberge
rules-cms-003-fix = Créer le magasin sur « { $pool } »
rules-cms-004 = « { $pool } » est supprimé alors qu’il héberge le magasin central de gestion
rules-cms-004-fix = Insérer le déplacement du magasin central de gestion vers « { $pool } »
rules-cms-005 = Le magasin central de gestion passe à « { $pool } », où aucune étape antérieure ne crée sa base de données
rules-cms-005-fix = Insérer la création de la base de données de gestion centralisée sur « { $pool } »
rules-cms-006 = Le magasin central de gestion passe à « { $pool } », et aucune étape antérieure de la phase n’active la topologie
rules-cms-006-fix = Insérer l’activation de la topologie
rules-cms-007 = Le magasin central de gestion passe à « { $pool } » alors que les services de ce pool ne fonctionnent pas
rules-cms-007-fix = Installer et démarrer d’abord les services de « { $pool } »
rules-cms-008 = Les anciennes bases de données de gestion centralisée de « { $pool } » sont supprimées avant qu’une étape ne vérifie la réplication
rules-cms-008-fix = Insérer d’abord la vérification de la réplication
rules-cms-009 = Le magasin central de gestion passe à « { $pool } », et aucune étape suivante ne réexécute le programme d’installation sur { $left }
rules-cms-009-reboot = Le magasin central de gestion passe à « { $pool } », et aucune étape suivante ne redémarre ses serveurs
rules-cms-009-fix = Insérer l’installation, et un redémarrage des serveurs de « { $pool } »
rules-cms-010 = Le magasin central de gestion quitte « { $pool } », qui reste en service
rules-cms-010-fix = Retirer les déplacements, ou mettre « { $pool } » hors service

rules-name-001 = Le nom « { $name } » est déjà utilisé ({ $kind })
rules-name-002 = Le nom « { $name } » était celui d’un objet hérité ({ $kind }) ; une migration côte à côte utilise de nouveaux noms
rules-name-fix = Renommer « { $old } » en « { $new } »

rules-coex-001 = { $target } côtoie { $first } et { $second } ({ $pools }) ; la coexistence n’est possible qu’avec une seule version antérieure
rules-coex-002 = « { $pool } » ({ $version }) est encore là à la fin du plan
rules-coex-002-fix = Ajouter à la fin la phase qui met « { $pool } » hors service
rules-coex-004 = « { $pool } » est nouveau et a « { $hop } » comme tronçon suivant ; à côté de { $target }, un nouveau pool d’applications approuvées pointe vers un pool { $target }
rules-coex-004-fix = Faire de « { $hop } » le tronçon suivant de « { $pool } »
rules-coex-007 = « { $pool } » utilise IPv4 et IPv6 alors que « { $other } » du même site est encore sur l’ancien produit
rules-coex-007-older = « { $pool } » utilise IPv6, que { $version } ne prend pas en charge
rules-coex-007-alone = « { $pool } » utilise uniquement IPv6 et n’est pas isolé
rules-coex-007-fix = Laisser « { $pool } » en IPv4
rules-coex-008 = L’équilibrage de charge de « { $pool } » se passe de l’affinité de cookie alors que « { $other } » est encore là
rules-coex-008-mobile = L’équilibrage de charge de « { $pool } » se passe de l’affinité de cookie alors que des clients mobiles de l’ancien produit se connectent
rules-coex-008-fix = Conserver l’affinité de cookie sur l’équilibrage de charge de « { $pool } »
rules-coex-009 = La préparation de la forêt est annulée, et avec elle des paramètres globaux encore nécessaires à { $pools }
rules-coex-009-fix = Supprimer l’étape { $step }
rules-coex-011 = Le magasin central de gestion passe de « { $old } » à « { $pool } », et aucune étape antérieure ne désigne un autre ordinateur { $version } comme candidat à la découverte
rules-coex-011-fix = Insérer la désignation d’un candidat à la découverte
rules-coex-012-within = Les groupes Response Group de { $pools } sont déplacés avec { $tool }, qui ne sert qu’entre pools { $target }
rules-coex-012-across = Des groupes Response Group sont déplacés entre { $pools } avec { $tool }, qui sert à passer d’un ancien produit à { $target }
rules-coex-013 = « { $pool } » est dans « { $site } », dont le Générateur de topologie ne fait qu’afficher les objets, et est modifié avec ceci : { $tool }

rules-path-001 = « { $pool } » est en { $version }, produit sans chemin de migration vers { $target }
rules-path-002 = Le déploiement mélange { $first } et { $second } ({ $pools }) ; la migration vers { $target } ne part que de l’un des deux
rules-path-003 = « { $pool } » est en { $version }, antérieur à { $oldest }, le plus ancien produit de départ possible
rules-path-004-step = « { $pool } » est mis à niveau sur place de { $old } vers { $new } ; seule la migration côte à côte est prise en charge
rules-path-004-machine = « { $server } » appartient à « { $other } » et au nouveau pool « { $pool } » ; un serveur ne porte jamais deux versions
rules-path-005 = « { $pool } » est dans la forêt { $forest }, mais « { $other } » est dans { $other_forest }
rules-path-005-fix = Déployer « { $pool } » dans la forêt { $forest }
rules-path-007 = Aucune étape ne déplace les utilisateurs de « { $pool } » vers un nouveau pool
rules-path-007-fix = Insérer le déplacement des utilisateurs de « { $old } » vers « { $new } »
rules-path-008 = « { $pool } » est supprimé sans qu’une étape migre son Group Chat ou décide d’y renoncer
rules-path-009 = « { $pool } » apporte un nouveau rôle ({ $role }) alors que des utilisateurs sont encore sur les anciens pools
rules-path-009-fix = Ajouter « { $pool } » à la fin de « { $phase } »
rules-path-010 = « { $pool } » n’offre pas ce dont disposent les utilisateurs de « { $old } » : { $features }
rules-path-010-fix = Offrir sur « { $pool } » ce qu’offre « { $old } »
rules-path-012 = « { $phase } » passe de l’ancienne topologie à la topologie finale en une seule phase
rules-path-012-fix = Scinder « { $phase } » : la suppression des anciens pools et la suite passent dans « { $new } »
rules-tool-fix = Exécuter l’étape { $step } avec ceci : { $tool }
rules-order-behind-fix = Placer l’étape { $step } après l’étape { $other }
rules-order-ahead-fix = Placer l’étape { $step } avant l’étape { $other }
rules-order-001 = « { $phase } » ({ $kind }) vient après « { $other } » ({ $other_kind }) ; l’ordre documenté est l’inverse
rules-order-001-fix = Placer « { $phase } » avant « { $other } »
rules-order-003 = « { $pool } » est le pool pilote, et aucune étape antérieure ne fait ceci : { $work }
rules-order-003-fix = Insérer la préparation manquante avant le pool pilote
rules-order-004 = « { $pool } » est le pool pilote, et aucune étape antérieure n’assure le retour en arrière : { $work }
rules-order-004-pools = « { $pool } » est le pool pilote, et aucune étape antérieure n’assure le retour en arrière pour { $pools } : { $work }
rules-order-004-fix = Insérer une sauvegarde et un inventaire avant le pool pilote
rules-order-005 = Les premiers utilisateurs passent à « { $pool } », et aucune étape antérieure ne vérifie la réplication utilisateur
rules-order-005-fix = Insérer la vérification de la réplication utilisateur
rules-order-006 = La première vague vers « { $pool } » déplace tout le monde ; les comptes de test puis un groupe pilote passent d’abord
rules-order-006-fix = Déplacer d’abord des comptes de test, puis un groupe pilote, puis les autres
rules-order-007 = Des utilisateurs de « { $from } » passent à « { $pool } » avec ceci, qui ne peut pas les y déplacer : { $tool }
rules-order-008 = Des utilisateurs passent de « { $from } » à « { $pool } » avec { $tool } ; dans ce sens, l’applet de commande est { $right }
rules-order-008-disputed = Des utilisateurs passent de « { $from } » à « { $pool } » avec { $tool } ; dans ce sens, les guides de migration utilisent { $right }
rules-order-009 = L’étape { $step } fusionne l’ancienne topologie, et aucune étape antérieure n’installe le package WMI (OCSWMIBC.msi)
rules-order-009-fix = Insérer l’installation du package WMI
rules-order-010 = Des utilisateurs quittent « { $pool } » avant l’importation de ses stratégies et de ses paramètres
rules-order-010-import = L’étape { $step } importe les stratégies et les paramètres avant la publication de la topologie fusionnée
rules-order-011 = Ce qui change dans l’ancien déploiement ({ $pools }) n’est suivi d’aucune autre fusion
rules-order-011-fix = Insérer une autre fusion
rules-order-012 = La fédération passe à « { $pool } », qu’aucune étape n’a vérifié à côté de « { $old } »
rules-order-012-fix = Insérer la vérification de « { $pool } »

rules-chat-001 = La conversation est migrée dans « { $phase } », mais l’étape { $next } de « { $later } » migre encore « { $object } »
rules-chat-001-fix = Placer « { $phase } » après « { $other } »
rules-chat-002 = « { $pool } » ({ $version }) a pour tronçon suivant « { $home } » ({ $other }) ; un pool de conversation est hébergé sur un pool de sa propre version
rules-chat-002-fix = Faire de « { $home } » le tronçon suivant de « { $pool } »
rules-chat-004 = « { $pool } » est importé dans « { $other } » après « { $first } » ; un pool Group Chat migre vers un seul pool de conversation permanente
rules-chat-004-fix = Importer dans « { $first } » seulement, et non dans « { $other } »
rules-chat-005 = « { $pool } » est dans la forêt { $forest }, mais le pool Group Chat « { $other } » est dans { $other_forest }
rules-chat-005-fix = Déployer « { $pool } » dans la forêt { $forest }
rules-chat-006 = La conversation est importée dans « { $pool } » avant l’ajout de ce pool
rules-chat-006-none = L’étape { $step } importe la conversation avant que le plan ait un pool de conversation permanente
rules-chat-006-installed = La conversation est importée dans « { $pool } » avant l’installation de ses serveurs
rules-chat-006-home = L’étape { $step } importe la conversation avant que le plan ait un pool { $target }
rules-chat-006-fix = Placer l’étape { $step } après l’étape { $after }
rules-chat-007 = Aucune étape ne sauvegarde « { $pool } » ni n’arrête ses services avant l’exportation ou l’importation des données de conversation
rules-chat-007-running = Les services de « { $pool } » ne sont pas arrêtés lors de l’exportation ou de l’importation des données de conversation
rules-chat-007-backup = « { $pool } » n’est pas sauvegardé avant l’exportation ou l’importation des données de conversation
rules-chat-007-fix = Insérer pour « { $pool } » : { $work }
rules-chat-012 = Des fichiers ont été publiés dans des salles de { $pools }, et aucune étape ne les copie après l’importation
rules-chat-012-fix = Insérer la copie des fichiers de { $pools }
rules-chat-013 = Le point de terminaison de « { $pool } » est créé avant la suppression de l’utilisateur du service de recherche
rules-chat-013-fix = Insérer la suppression de l’utilisateur du service de recherche
rules-chat-013-move-fix = Créer le point de terminaison après la suppression
rules-chat-013-missing = Les clients Group Chat doivent continuer à se connecter à « { $pool } », et aucune étape ne crée de point de terminaison
rules-chat-013-missing-fix = Insérer la suppression de l’utilisateur du service de recherche et la création du point de terminaison
rules-chat-013-late = Les services de « { $pool } » redémarrent avant la création de son point de terminaison
rules-chat-014 = « { $pool } » est encore là à la fin du plan, après la migration de ses conversations
rules-chat-014-trusted = « { $trusted } », le pool d’applications approuvées de « { $pool } », est encore là à la fin du plan, après la migration des conversations
rules-chat-014-fix = Supprimer « { $pool } » à la fin de « { $phase } »
rules-chat-015 = Les salles de « { $group } » sont dans Group Chat, qu’aucun de leurs clients de conversation n’atteint
rules-chat-015-home = « { $group } » utilise la conversation permanente avec le nouveau client et est hébergé sur { $pools }
rules-chat-015-fix = Garder le client Group Chat pour « { $group } »
rules-chat-017 = « { $pool } » : { $servers } dans le fuseau horaire { $zone } et le tronçon suivant « { $home } » dans { $there } ; les serveurs actifs sont dans le fuseau horaire du tronçon suivant
rules-chat-017-fix = Faire de { $servers } les serveurs actifs de « { $pool } »
rules-chat-018 = La conformité est activée pour « { $pool } », qui n’a pas de base de données de conformité
rules-chat-018-fix = Placer la base de données de conformité de « { $pool } » sur « { $instance } »
rules-exch-001 = La messagerie vocale repose sur { $version }, que { $target } ne prend pas en charge
rules-exch-001-fix = Mettre à niveau la messagerie vocale vers { $versions }
rules-exch-002 = « { $pool } » est supprimé avec { $count ->
    [one] { $count } objet contact de messagerie unifiée Exchange
   *[other] { $count } objets contact de messagerie unifiée Exchange
}
rules-exch-002-fix = Insérer le déplacement des objets contact de messagerie unifiée Exchange de « { $pool } »
rules-exch-003 = Les boîtes aux lettres de « { $group } » reviennent à { $version } alors que les contacts sont dans le magasin de contacts unifié
rules-exch-003-fix = Insérer la restauration des contacts de « { $group } »
rules-sba-001 = « { $sba } » est associé à « { $pool } » ({ $version }) ; il lui faut un pool de sa propre version
rules-sba-001-fix = Associer « { $sba } » à « { $pool } »
rules-sba-003 = « { $sba } » est associé au magasin de surveillance « { $store } » ({ $version }) ; il ne peut en utiliser qu’un de sa propre version
rules-sba-003-fix = Supprimer l’association de « { $sba } » avec « { $store } »
rules-sba-004 = « { $sba } » passe dans la nouvelle topologie alors qu’il héberge encore { $users ->
    [one] { $users } utilisateur
   *[other] { $users } utilisateurs
}
rules-sba-004-fix = Insérer le déplacement des utilisateurs de « { $sba } » vers « { $pool } »
rules-sba-004-back-fix = Insérer le déplacement des utilisateurs de « { $sba } » vers « { $pool } », puis leur retour vers « { $new } »
rules-sba-005 = « { $pool } » est supprimé alors qu’il est encore associé à { $appliances }
rules-sba-005-fix = Associer d’abord { $appliances } à un nouveau pool

rules-order-013 = « { $pool } » est supprimé alors qu’il héberge encore { $users ->
    [one] { $users } utilisateur
   *[other] { $users } utilisateurs
}{ $contacts ->
    [0] { "" }
    [one] { " " }et { $contacts } contact
   *[other] { " " }et { $contacts } contacts
}
rules-order-013-contacts = « { $pool } » est supprimé alors qu’il héberge encore { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}
rules-order-013-fix = Insérer le déplacement des utilisateurs restés sur « { $old } » vers « { $new } »
rules-order-014 = « { $pool } » est supprimé alors que les enregistrements SRV de connexion automatique pointent encore vers lui
rules-order-014-early = Les enregistrements SRV de connexion automatique passent à « { $pool } » alors que des utilisateurs sont encore sur { $pools }
rules-order-014-fix = Faire d’abord pointer les enregistrements vers « { $pool } »
rules-order-015 = « { $pool } » est supprimé, et aucune étape antérieure n’arrête ses services
rules-order-015-fix = Insérer l’arrêt des services de « { $pool } »
rules-order-016 = L’étape { $step } supprime des bases de données encore utilisées par { $pools }
rules-order-017 = « { $pool } » est supprimé, et son magasin SQL « { $store } » reste dans la topologie
rules-order-017-fix = Supprimer « { $store } » juste après « { $pool } »
rules-order-018 = Le directeur « { $pool } » est supprimé alors que les URL simples aboutissent encore à lui
rules-order-018-pool = « { $pool } » est supprimé alors que les URL simples aboutissent encore à lui
rules-order-019 = « { $site } » est supprimé alors que ceci est encore en service : { $pools }
rules-order-019-kept = « { $site } » est encore là à la fin du plan, alors qu’il ne reste rien de l’ancien déploiement
rules-order-019-fix = Supprimer « { $site } » à la fin du plan
rules-order-020 = Des serveurs frontaux quittent « { $pool } » et d’autres le rejoignent dans une même publication
rules-order-020-fix = Publier entre le retrait et l’ajout de serveurs
rules-order-021 = « { $object } » est supprimé alors qu’il est encore référencé par { $users }
rules-order-021-fix = Effacer d’abord les références de { $users } à « { $object } »

rules-plan-001 = L’étape { $step } de « { $phase } » ne s’applique pas : { $why }
rules-plan-001-fix = Supprimer l’étape { $step }
rules-plan-004 = Le déplacement prend { $wanted } utilisateurs à « { $pool } », qui en compte { $known } à ce moment
rules-plan-004-fix = Déplacer tous les utilisateurs qui restent sur « { $pool } »
rules-plan-005 = « { $phase } » ({ $begin }) suit « { $other } » ({ $date }) dans la liste, mais la précède dans le calendrier
rules-plan-005-fix = Placer « { $phase } » avant « { $other } »
rules-plan-005-backwards = « { $phase } » se termine ({ $end }) avant de commencer ({ $start })
rules-plan-005-backwards-fix = Échanger le début et la fin de « { $phase } »
rules-plan-006 = L’acceptation de { $code } pour « { $names } » s’est terminée avec « { $until } » ; le constat subsiste et compte de nouveau
rules-plan-006-fix = Accepter { $code } jusqu’à la fin du plan
rules-plan-007 = { $codes } de la liste de contrôle : coché pour « { $name } », mais cet élément n’existe plus
rules-plan-007-plan = { $codes } de la liste de contrôle : coché pour tout le plan, mais cet élément n’existe plus
rules-plan-007-fix = Retirer { $count ->
    [one] la coche
   *[other] { $count } coches
}
rules-plan-008 = Le plan choisit pour { $codes } un niveau sans effet : soit aucun pack de ce plan n’a cette règle, soit son niveau est fixe
rules-plan-008-fix = Oublier { $count ->
    [one] le niveau choisi
   *[other] { $count } niveaux choisis
}
rules-plan-009 = « { $phase } » commence le { $start }, avant la fin ({ $end }) de « { $other } », dont elle dépend
rules-plan-009-order = « { $phase } » dépend de « { $other } », qui vient plus loin dans le plan
rules-plan-009-itself = « { $phase } » dépend d’elle-même
rules-plan-009-fix = Décaler « { $phase } » au { $start }
rules-plan-010 = « { $phase } » commence ou se termine pendant la période de gel « { $freeze } » (du { $first } au { $last }), durant laquelle rien n’est modifié
rules-name-003 = « { $pool } » a le nom de services web externes « { $name } » de { $others } ; chaque pool frontal et chaque directeur a le sien
rules-name-004 = « { $pool } » utilise l’équilibrage de charge DNS et ses services web internes portent le nom du pool ; il leur faut leur propre nom
rules-name-004-shared = « { $pool } » a le nom de services web internes « { $name } » de { $others } ; chaque pool frontal et chaque directeur a le sien
rules-name-005 = « { $name } », un nom de « { $object } », contient un caractère autre que les lettres A à Z, les chiffres et le trait d’union
rules-name-006 = « { $name } » est un domaine Active Directory en une seule partie ({ $object }), ce qui n’est pas pris en charge
rules-name-006-domain = « { $name } » est un nom de domaine internationalisé ({ $object }), ce qui n’est pas pris en charge
rules-name-006-international = Le domaine SIP « { $name } » est un nom de domaine internationalisé, ce qui n’est pas pris en charge
rules-name-006-fix = Déployer « { $object } » dans le domaine { $domain }
rules-name-007 = « { $pool } » a un seul nom, « { $name } », pour les services web internes et externes ; la mobilité en demande deux
rules-name-008-form = L’URL simple « { $url } » n’a pas la forme https://nom/chemin sans port
rules-name-008-prefix = L’URL simple « { $url } » commence par « { $other } » ; aucune ne peut être le début d’une autre
rules-name-008-pool = L’URL simple « { $url } » contient le nom du pool « { $pool } »
rules-name-008-fix = Utiliser { $urls }
rules-name-009 = Des utilisateurs passent de « { $from } » à « { $to } », dans un autre site ; avec des URL simples par site, toutes leurs réunions doivent être replanifiées
rules-name-009-pair = « { $from } » et « { $to } » sont jumelés d’un site à l’autre ; avec des URL simples par site, les utilisateurs ne peuvent pas basculer sans replanifier leurs réunions
rules-name-009-fix = Passer d’abord à des URL simples globales
rules-name-010 = « { $pool } » et « { $other } » ont tous deux le nom « { $name } » ; chaque pool Edge a besoin de ses propres noms
rules-name-010-fix = Donner à « { $pool } » les noms { $new } à la place de { $old }
rules-name-011 = « { $server } » de « { $pool } » n’a pas de suffixe DNS ; le nom d’un serveur Edge est son nom complet
rules-name-012 = « { $pool } » se trouve sur le serveur Standard Edition « { $server } » et doit en porter le nom
rules-name-013 = « { $pool } » n’est pas le nom que contient son nom de principal du service, « { $spn } »
rules-name-014 = « { $pool } » est jumelé, et son nom Response Group « { $name } » sert aussi sur { $others }
rules-name-014-fix = Ajouter le nom du pool aux noms communs sur { $others } ; « { $pool } » garde les siens
rules-name-015 = « { $pool } » est déployé avant l’étape qui crée ses enregistrements DNS
rules-name-015-fix = Créer d’abord les enregistrements DNS, dans « { $phase } »
rules-role-001 = Le site central « { $site } » a des pools, mais ni pool frontal ni serveur Standard Edition
rules-role-001-fix = Ajouter un pool frontal dans « { $site } »
rules-role-002 = « { $one } » et « { $two } » du pool « { $pool } » ont des rôles différents
rules-role-002-fix = Donner à tous les serveurs de « { $pool } » les rôles de « { $server } »
rules-role-gone = « { $pool } » est du type « { $kind } », qui n’existe pas dans { $target }
rules-role-003-fix = Laisser « { $pool } » de côté : les serveurs frontaux tiennent les conférences
rules-role-004-fix = Associer { $pools } aux magasins de « { $pool } » à sa place
rules-role-005-fix = Ajouter « { $pool } » comme pool de conversation permanente
rules-role-006-fix = Laisser « { $pool } » de côté : XMPP est activé sur « { $edge } »
rules-role-008 = Le pool Edge « { $pool } » est ajouté avant tout pool frontal ou serveur Standard Edition
rules-role-009 = Les serveurs de « { $pool } » se trouvent dans { $count } centres de données ; ce type de pool ne peut pas être étendu
rules-role-009-fix = Scinder « { $pool } » en un pool par centre de données, avec « { $new } »
rules-role-010 = « { $pool } » s’étend sur deux centres de données comme le faisait « { $old } » ; la cible ne connaît plus la résilience de sites métropolitains
rules-role-011 = Plusieurs pools de « { $site } » exécutent le contrôle d’admission des appels ({ $pools }) ; il n’y en a qu’un par site central
rules-role-011-fix = Laisser le contrôle d’admission des appels au seul pool « { $pool } »
rules-role-014 = « { $pool } » accueille des réunions et n’a pas de serveur Office Web Apps ; les présentations PowerPoint ne peuvent pas être partagées
rules-role-014-fix = Associer « { $pool } » à un serveur Office Web Apps
rules-role-015 = « { $server } » a { $count } cartes réseau ; ce type de serveur est sur un seul réseau
rules-role-015-fix = Placer « { $server } » sur un seul réseau
rules-role-016 = « { $pool } » ({ $kind }) n’a pas sa place dans le site de succursale « { $site } »
rules-role-016-parent = Le site de succursale « { $site } » appartient à « { $parent } », qui n’est pas un site central
rules-role-016-fix = Placer « { $object } » dans le site central « { $site } »
rules-role-017 = « { $pool } » compte { $count } serveurs sans équilibrage de charge
rules-role-017-fix = Donner à « { $pool } » un équilibrage de charge matérielle pour tout son trafic
rules-role-017-web = « { $pool } » utilise l’équilibrage de charge DNS, et aucun programme d’équilibrage de la charge matérielle ne prend son trafic web
rules-role-017-web-fix = Ajouter un équilibrage de charge matérielle pour le trafic web de « { $pool } »
rules-colo-001 = Le directeur « { $pool } » a un serveur de médiation colocalisé ; un directeur est seul sur son ordinateur
rules-colo-001-fix = Retirer le serveur de médiation de « { $pool } »
rules-colo-shared = « { $pool } » ({ $kind }) partage l’ordinateur « { $machine } » avec { $others }
rules-colo-shared-fix = Placer « { $pool } » sur { $new } à la place de { $old }
rules-colo-005 = Le pool de conversation permanente « { $pool } » se trouve sur « { $server } », un serveur frontal Enterprise Edition
rules-colo-005-migrated = Des salles de conversation sont migrées vers « { $pool } », sur le serveur Standard Edition « { $server } » ; seul un nouveau déploiement peut s’y trouver
rules-colo-companion = « { $server } » exécute aussi { $what }, qui n’est jamais sur le même ordinateur
rules-colo-companion-fix = Placer { $what } sur un autre ordinateur que « { $server } »
rules-colo-011 = « { $host } » contient les bases de données principales de { $pools } et est lui-même un serveur doté d’un rôle
rules-colo-012 = La base de données de conversation de « { $pool } » est sur son propre serveur de conversation, « { $host } »
rules-os-system = « { $object } » exécute { $os }, qui ne figure pas dans la liste de { $product }
rules-os-002 = « { $object } » exécute { $os } et en est au niveau de mise à jour « { $level } », trop ancien pour ce système
rules-os-002-fix = Mettre « { $object } » à jour vers { $level }
rules-os-001-fix = Choisir un autre système pour « { $object } » ; sont pris en charge { $systems }
rules-os-003 = « { $object } » est une installation de type « { $what } », qui n’est pas prise en charge
rules-os-003-fix = Installer Windows au complet sur « { $object } »
rules-os-005 = « { $object } » est virtuel, sur un hyperviseur qui n’est pas validé
rules-os-005-fix = Placer « { $object } » sur un hyperviseur validé
rules-os-005-guest = « { $object } » est virtuel et exécute { $os }, qui ne figure pas dans la liste pour les serveurs virtuels de sa version
rules-os-006 = Le partage de fichiers « { $store } » est sur un cluster sous { $os } ; les systèmes anciens peuvent causer des problèmes d’autorisations
rules-os-006-fix = Mettre à niveau vers { $os } le cluster de « { $store } »
rules-os-007 = « { $object } » a un processeur Itanium, qui n’est pas pris en charge
rules-os-007-fix = Utiliser un processeur x64 pour « { $object } »
rules-ad-001 = Le niveau fonctionnel « { $level } » est inférieur à { $oldest }, le plus ancien pris en charge
rules-ad-001-fix = Élever le niveau fonctionnel à { $oldest }
rules-ad-002 = Un contrôleur de domaine exécute { $os }, qui ne figure pas dans la liste de { $target }
rules-ad-002-fix = Ne garder que les contrôleurs de domaine sous { $systems }
rules-ad-002-hint = Remplacer les contrôleurs de domaine ; sont pris en charge { $systems }
rules-ad-003 = Le domaine « { $domain } » a des serveurs de la cible et pas de catalogue global
rules-ad-003-fix = Ajouter un catalogue global dans { $domains }
rules-ad-004 = Le modèle de forêt « { $model } » ne fait pas partie de ceux que { $target } prend en charge
rules-ad-004-fix = Choisir un autre modèle ; sont pris en charge { $models }
rules-ad-005 = « { $pool } » est dans plusieurs domaines : « { $one } » dans { $domain }, « { $other } » dans { $other_domain }
rules-ad-005-fix = Placer { $servers } dans le domaine { $domain }
rules-ad-006 = « { $pool } » est déployé avant que le schéma, la forêt et les domaines soient préparés pour lui
rules-ad-006-fix = Préparer Active Directory au début de « { $phase } »
rules-ad-007 = Un domaine est renommé dans « { $phase } » alors que le produit y fonctionne
rules-ad-007-fix = Retirer le renommage du domaine
rules-cap-001 = « { $pool } » compte { $count } serveurs frontaux ; un pool en compte au plus { $limit }
rules-cap-split-fix = Scinder « { $pool } » : la moitié des serveurs passe dans « { $new } »
rules-cap-002 = « { $pool } » compte { $users } utilisateurs, Survivable Branch Appliances compris ; un pool en porte { $limit }
rules-cap-003 = « { $pool } » compte { $users } utilisateurs pour { $servers ->
    [one] { $servers } serveur frontal
   *[other] { $servers } serveurs frontaux
} ; il en faut { $needed }
rules-cap-004 = « { $pool } » compte { $count } serveurs frontaux ; au moins { $wanted } sont recommandés
rules-cap-004-fix = Ajouter des serveurs frontaux à « { $pool } » pour qu’il en ait { $wanted }
rules-cap-005 = « { $pool } » compte deux serveurs frontaux, ce qui n’est pas recommandé : il faut les redémarrer ensemble ou dans l’ordre inverse
rules-cap-005-vendor = Reset-CsPoolRegistrarState -ResetType QuorumLossRecovery -PoolFQDN { $pool }
rules-cap-006 = « { $pool } » est en Enterprise Edition avec un seul serveur frontal, ce qui n’apporte aucune disponibilité
rules-cap-007 = L’étape laisse en marche { $left } des { $servers } serveurs frontaux de « { $pool } » ; en dessous de { $needed }, le pool s’arrête
rules-cap-007-fix = Arrêter les serveurs de « { $pool } » en { $count } fois
rules-cap-008 = Les premiers utilisateurs arrivent sur « { $pool } » alors que { $running } de ses serveurs frontaux sont en marche ; il en faudrait { $wanted }
rules-cap-008-fix = Démarrer d’abord les services de « { $pool } »
rules-cap-009 = Le serveur Standard Edition « { $pool } » compte { $users } utilisateurs ; prévoyez-en { $limit } sur chacun des deux serveurs d’une paire
rules-cap-010 = Le pool jumelé « { $pool } » compte { $users } utilisateurs ; prévoyez-en { $limit } sur chacun des deux pools
rules-cap-010-both = « { $pool } », avec { $servers ->
    [one] { $servers } serveur
   *[other] { $servers } serveurs
}, ne peut pas reprendre « { $other } » : ensemble, ils comptent { $users } utilisateurs
rules-cap-011 = « { $pool } » compte { $servers ->
    [one] { $servers } serveur Edge
   *[other] { $servers } serveurs Edge
} pour { $users } utilisateurs distants simultanés ; il en faut { $needed }
rules-cap-011-fix = Ajouter des serveurs Edge à « { $pool } » jusqu’à { $wanted }
rules-cap-012 = « { $pool } » compte { $count } directeurs ; un pool en compte au plus { $limit }
rules-cap-013 = « { $pool } » compte { $count } serveurs de conversation permanente ; un pool en compte au plus { $limit }
rules-cap-013-active = « { $pool } » compte { $count } serveurs de conversation permanente actifs ; au plus { $limit } le sont
rules-cap-013-fix = Garder actifs { $servers } sur « { $pool } »
rules-cap-015 = « { $pool } » a été défini avec un seul ordinateur et compte { $count } serveurs
rules-cap-015-fix = Définir « { $pool } » pour plusieurs serveurs
rules-cap-016 = « { $pool } » compte { $servers ->
    [one] { $servers } serveur
   *[other] { $servers } serveurs
} pour { $calls } appels simultanés ; chacun en porte { $limit }
rules-cap-016-fix = Ajouter des serveurs de médiation à « { $pool } » jusqu’à { $wanted }
rules-cap-017 = Une réunion de { $size } participants est prévue sur « { $pool } », qui en prend en charge { $limit }
rules-cap-017-fix = Ajouter un pool frontal sans utilisateurs pour la réunion de { $size } participants
rules-cap-018 = Le pool hérité « { $pool } » compte { $users } utilisateurs ; sa version est dimensionnée pour { $limit }
rules-cap-020 = { $count } serveurs de conversation en tout sur { $pools } ; leur version en prend { $limit } en charge
rules-edge-001 = Plusieurs pools Edge assurent la fédération : « { $pool } » et { $others } ; un seul est publié pour la fédération
rules-edge-001-vendor = Attention : La topologie contient plusieurs serveurs Edge fédérés.
rules-edge-001-fix = Désactiver d’abord la fédération sur { $pools }
rules-edge-002 = Le pool pilote « { $pool } » est créé avec son pool Edge ; l’association se fait dans une étape ultérieure
rules-edge-002-fix = Associer « { $pool } » à son pool Edge dans une étape distincte
rules-edge-003 = « { $pool } » n’a pas de pool Edge pour les médias ; jusqu’au basculement, il utilise le pool hérité « { $edge } »
rules-edge-003-fix = Associer « { $pool } » à « { $edge } » pour les médias
rules-edge-003-route = « { $site } » n’a pas d’itinéraire de fédération ; jusqu’au basculement, il passe par le déploiement hérité, où « { $edge } » assure la fédération
rules-edge-003-route-fix = Faire passer la fédération de « { $site } » par « { $edge } »
rules-edge-004 = « { $pool } » est déployé avec la fédération alors que celle-ci passe encore par { $legacy }
rules-edge-004-xmpp = « { $pool } » est déployé avec la fédération XMPP alors que le trafic passe encore par { $legacy }
rules-edge-004-media = « { $pool } » est déployé avec des pools associés ({ $pools }) ; le pool Edge hérité achemine encore les médias
rules-edge-004-fix = Ajouter « { $pool } » sans « { $fact } »
rules-edge-005 = « { $pool } » est supprimé alors qu’il est le tronçon suivant de « { $edge } »
rules-edge-005-fix = Donner avant cela à « { $edge } » le tronçon suivant « { $pool } »
rules-edge-006 = L’étape { $step } fait passer la fédération à la cible avant qu’elle soit désactivée sur { $legacy }
rules-edge-006-route = L’étape { $step } fait passer la fédération à la cible avant que l’itinéraire de fédération de { $sites } soit effacé
rules-edge-006-order = L’étape { $step } ({ $part }) précède l’étape { $late } ({ $other }) ; le guide les place dans l’ordre inverse
rules-edge-006-fix = Placer ce qui vient d’abord avant l’étape { $step }
rules-edge-007 = Le basculement depuis { $legacy } interrompt la fédération, et aucune étape antérieure de la phase n’ouvre de fenêtre de maintenance
rules-edge-007-fix = Insérer une fenêtre de maintenance dans « { $phase } »
rules-edge-008 = « { $edge } » commence à assurer la fédération alors que « { $legacy } » existe encore, avec un seul nom pour ses trois services
rules-edge-008-users = « { $edge } » commence à assurer la fédération alors que des utilisateurs sont encore sur { $pools } ; « { $legacy } » avait un seul nom pour ses trois services
rules-edge-008-fix = Déplacer d’abord les utilisateurs, supprimer ensuite l’ancien pool Edge, et basculer la fédération en dernier
rules-edge-009 = « { $pool } » : { $inner } côté interne et { $outer } côté externe ; les deux côtés d’un pool Edge ont le même type d’équilibrage
rules-edge-fix = Donner à « { $fact } » de « { $pool } » la valeur { $value }
rules-edge-010 = « { $pool } » est associé à plusieurs pools Edge pour les médias : { $edges }
rules-edge-010-fix = Conserver « { $edge } » pour les médias de « { $pool } »
rules-edge-011 = « { $pool } » est derrière un programme d’équilibrage de la charge matérielle et ses adresses externes sont traduites (NAT)
rules-edge-011-fix = Donner à « { $pool } » des adresses publiques, sans NAT
rules-edge-011-dns-fix = Utiliser l’équilibrage de charge DNS des deux côtés de « { $pool } »
rules-edge-012 = « { $edge } » est un Edge étendu ; la fusion demande un Edge consolidé ou unique
rules-edge-012-fix = Convertir avant cela « { $edge } » en Edge consolidé
rules-edge-013 = La fédération passe par le déploiement hérité, et la fusion ne désigne pour elle aucun des pools { $edges }
rules-edge-013-several = La fusion désigne plusieurs pools Edge pour la fédération : { $edges } ; il n’y en a qu’un
rules-edge-013-fix = Désigner « { $edge } » pour la fédération avant la fusion
rules-edge-014 = Absents de la liste des serveurs internes de « { $edge } », qui achemine leurs médias : { $servers }
rules-edge-014-fix = Insérer l’autorisation de « { $pool } » et de ses serveurs
rules-edge-015 = « { $edge } » est arrêté alors que l’itinéraire de fédération de { $sites } y mène encore
rules-edge-015-fix = Faire passer avant cela la fédération par « { $edge } »
rules-edge-017 = « { $edge } » est supprimé alors qu’il est encore utilisé par { $users }
rules-edge-017-fix = Faire passer avant cela { $users } à « { $edge } »
rules-edge-018 = « { $pool } » a un seul nom, « { $name } », pour ses trois services, et deux fois le port { $port }
rules-edge-018-fix = Donner aux services de « { $pool } » les ports { $ports }
rules-xmpp-001 = La cible prend en charge XMPP alors que des utilisateurs sont encore sur { $pools } ; ils perdent leurs partenaires XMPP
rules-xmpp-001-fix = Placer l’étape { $step } après les derniers déplacements d’utilisateurs, dans « { $phase } »
rules-xmpp-002 = Configuré à la fois sur « { $gateway } » et dans la cible : { $partners }
rules-xmpp-002-fix = Retirer ces partenaires de « { $gateway } »
rules-xmpp-002-target-fix = Retirer ces partenaires de la cible
rules-xmpp-003 = « { $site } » fait passer XMPP par « { $edge } », et « { $other } » par « { $first } » ; l’itinéraire est un seul pool Edge
rules-xmpp-003-fix = Faire passer le XMPP de tous les sites par « { $edge } »
rules-xmpp-004 = « { $group } » peut utiliser XMPP, et une partie de ses utilisateurs sont sur { $pools } ; XMPP n’est pas pris en charge pour les utilisateurs d’un Survivable Branch Appliance
rules-xmpp-004-fix = Désactiver XMPP pour « { $group } »
rules-xmpp-005 = XMPP est activé sur « { $edge } », et aucune étape suivante ne crée d’enregistrements DNS pour lui
rules-xmpp-005-fix = Insérer l’enregistrement DNS de XMPP pour « { $edge } »

rules-voice-001 = « { $mediation } » envoie ses appels à « { $pool } », qui ne peut pas communiquer avec un serveur de médiation d’une version plus récente
rules-voice-001-route = Les passerelles des itinéraires de communications vocales { $routes } ne mènent qu’à des serveurs de médiation { $target }, que les utilisateurs de Voix Entreprise encore sur { $pools } ne peuvent pas utiliser
rules-voice-001-fix = Placer le basculement ({ $steps }) après le dernier déplacement d’utilisateurs
rules-voice-002 = « { $mediation } » est configuré pour les appels alors que des utilisateurs sont encore sur { $pools }
rules-voice-002-fix = Placer l’étape après le dernier déplacement d’utilisateurs
rules-voice-003 = « { $gateway } » n’est certifiée pour rien de plus récent que { $product } et a une jonction vers « { $pool } »
rules-voice-003-fix = Planifier la mise à niveau ou le remplacement de « { $gateway } » : certifiée pour { $product }
rules-voice-004 = La topologie héritée est fusionnée alors que le pool pilote « { $pool } » a un serveur de médiation autonome
rules-voice-004-fix = Colocaliser le serveur de médiation sur « { $pool } » dès le départ
rules-voice-005 = « { $gateway } » a { $count } jonctions vers « { $pool } » ; { $product } en prend { $limit } en charge
rules-voice-005-fix = Supprimer les jonctions vers « { $pool } » au-delà de { $limit }
rules-voice-006 = La passerelle « { $gateway } » est définie par son adresse et a une jonction TLS vers « { $pool } » ; TLS demande un nom
rules-voice-006-fix = Utiliser TCP pour la jonction de « { $gateway } » ; TCP doit être activé sur le serveur de médiation
rules-voice-007 = « { $gateway } » ne peut pas répartir les appels entre serveurs, et « { $pool } » en compte { $servers } ; une telle passerelle demande un pool de médiation de { $limit }
rules-voice-007-fix = Faire aboutir la jonction de « { $gateway } » à un pool de médiation d’un seul serveur
rules-voice-008 = La jonction SIP « { $gateway } » aboutit à « { $site } », qui n’a pas de serveur de médiation ; elle mène à « { $pool } »
rules-voice-008-fix = Ajouter un pool de médiation sur le site « { $site } », et y faire aboutir la jonction de « { $gateway } »
rules-voice-008-elsewhere-fix = Ajouter un serveur de médiation sur le site « { $site } », ou faire aboutir la jonction là où il y en a un
rules-voice-009 = « { $pool } » compte { $servers } serveurs de médiation sans équilibrage de charge DNS
rules-voice-009-fix = Utiliser l’équilibrage de charge DNS pour « { $pool } »
rules-voice-010 = Le routage basé sur l’emplacement est activé, et « { $pool } » est en { $version }, qui ne le prend pas en charge
rules-voice-010-update = Le routage basé sur l’emplacement est activé, et « { $pool } » est au niveau de mise à jour « { $level } », trop ancien pour lui
rules-voice-010-fix = Laisser le routage basé sur l’emplacement désactivé
rules-voice-011 = « { $pool } » est supprimé alors qu’il héberge le contrôle d’admission des appels de « { $site } »
rules-voice-011-fix = Héberger le contrôle d’admission des appels sur « { $pool } » avant la suppression
rules-voice-012 = « { $pool } » est supprimé alors que la passerelle « { $gateway } » n’a de jonction vers aucun autre pool
rules-voice-012-fix = Ajouter une jonction de « { $gateway } » vers « { $pool } » avant la suppression
rules-app-fix = Insérer l’étape « { $work } » pour « { $pool } »
rules-app-001 = « { $pool } » est supprimé avec { $count ->
    [one] { $count } numéro d’accès entrant
   *[other] { $count } numéros d’accès entrant
}
rules-app-002 = « { $pool } » est supprimé avec { $count ->
    [one] { $count } annuaire de conférences
   *[other] { $count } annuaires de conférences
}
rules-app-003 = Les groupes Response Group de « { $pool } » sont prévus sur plusieurs pools ({ $targets }) ; ils se déplacent tous ensemble
rules-app-003-application = Des groupes Response Group sont déplacés vers « { $pool } », qui n’exécute pas l’application Response Group
rules-app-003-fix = Ajouter l’application Response Group à « { $pool } »
rules-app-004 = Les groupes Response Group de « { $pool } » sont déplacés alors que des utilisateurs y sont encore
rules-app-004-fix = Déplacer les groupes Response Group après les derniers utilisateurs de « { $pool } »
rules-app-005 = Les groupes Response Group de « { $pool } » sont supprimés après leur migration, ce qui casse les groupes migrés
rules-app-005-fix = Renoncer à la suppression des groupes Response Group
rules-app-006 = Des groupes Response Group quittent { $pools }, et aucune étape antérieure n’installe le package de compatibilité descendante WMI
rules-app-006-fix = Insérer l’installation du package de compatibilité descendante WMI
rules-app-007 = « { $pool } » est supprimé avec { $count ->
    [one] { $count } plage d’orbites de parcage d’appel
   *[other] { $count } plages d’orbites de parcage d’appel
}
rules-app-008 = « { $pool } » est supprimé avec { $count ->
    [one] { $count } téléphone de partie commune ou périphérique analogique
   *[other] { $count } téléphones de partie commune et périphériques analogiques
}
rules-app-010 = Le contrôle d’appel distant est utilisé ; « { $pool } » ({ $product }) disparaît, et aucune étape ne supprime ses entrées d’hôtes autorisés
rules-app-010-fix = Insérer la suppression des entrées d’hôtes autorisés
rules-app-011 = « { $pool } » est supprimé alors qu’il est le tronçon suivant de { $applications }
rules-app-011-fix = Donner aux applications le tronçon suivant « { $pool } » avant la suppression
rules-client-001 = « { $group } » est sur « { $pool } » ({ $product }), où la connexion est impossible avec { $clients }
rules-client-001-fix = Mettre « { $group } » à jour vers { $client } au début de « { $phase } »
rules-client-003 = Des utilisateurs passent de « { $from } » à « { $to } », et aucune étape antérieure ne bloque les clients plus récents sur { $product }
rules-client-003-fix = Insérer le blocage des clients plus récents avant le déplacement
rules-client-004 = Des utilisateurs passent de « { $from } » à « { $to } », et aucune étape antérieure ne limite l’accès aux clients à jour
rules-client-004-after = Les derniers utilisateurs passent de « { $from } » à « { $to } », et aucune étape ultérieure ne configure le filtre de version des clients de la cible
rules-client-004-fix = Insérer le filtre de version des clients pour « { $pool } »
rules-client-007 = Le mode de confidentialité est activé sur « { $pool } » alors que des clients plus anciens sont renseignés pour { $groups }
rules-client-007-filter = Le mode de confidentialité est activé sur « { $pool } », et aucune étape antérieure n’y bloque les clients plus anciens
rules-client-007-fix = Activer le mode de confidentialité après la mise à jour et le filtrage des clients
rules-upd-001 = « { $new } » est déployé, et aucune étape antérieure ne met à jour { $pools }, dont le niveau de mise à jour n’est pas renseigné
rules-upd-001-fix = Insérer les mises à jour des serveurs hérités avant le pool pilote
rules-upd-002 = « { $pool } » est au niveau de mise à jour « { $level } » ; la mise à jour cumulative 7 d’octobre 2012 passe pour le minimum d’une migration
rules-upd-002-fix = Mettre « { $pool } » à jour au début de « { $phase } »
rules-upd-003 = Dans « { $pool } », « { $one } » est au niveau de mise à jour « { $level } » et « { $two } » au niveau « { $other } »
rules-upd-003-fix = Amener « { $server } » au niveau de mise à jour « { $level } »

## Liste de contrôle : titres courts, et ce que couvre une vérification

rules-check-app-009 = Reprendre le carnet d’adresses personnalisé
rules-check-cap-014 = Compter les entrées de contrôle d’accès et les invitations
rules-check-cap-019 = Prévoir les annuaires de conférences
rules-check-chat-003 = Prévenir que les deux produits ne partagent aucune salle
rules-check-chat-008 = Raccourcir les noms de salle trop longs
rules-check-chat-009 = Aplatir les catégories et vérifier leurs responsables
rules-check-chat-010 = Renommer les salles dont le nom est déjà pris
rules-check-chat-011 = Prévenir les membres fédérés qu’ils perdent la conversation
rules-check-chat-016 = Formater les volumes en NTFS
rules-check-client-002 = Communicator : rejoindre les réunions avec Lync Web App
rules-check-client-005 = Faire mettre à jour les réunions par leurs organisateurs
rules-check-client-006 = Repérer les utilisateurs de grandes sessions Live Meeting
rules-check-client-008 = Décider si le contenu des réunions suit
rules-check-client-009 = Autoriser les participants anonymes
rules-check-coex-003 = Tester les itinéraires entre les versions
rules-check-coex-005 = Placer les outils de deux versions sur deux ordinateurs
rules-check-coex-006 = Gérer aussi les anciens serveurs avec les nouveaux outils
rules-check-coex-010 = Sauvegarder chaque version selon sa propre procédure
rules-check-edge-016 = Équilibrage DNS : pas de basculement avec d’anciens partenaires
rules-check-edge-019 = Ouvrir le pare-feu de chaque pool vers chaque pool Edge
rules-check-exch-004 = Relier la messagerie d’Outlook Web App aux nouveaux pools
rules-check-file-004 = Assurer la disponibilité du partage de fichiers
rules-check-file-006 = Attribuer au directeur un partage de fichiers quelconque
rules-check-os-004 = Vérifier les ordinateurs destinés aux outils
rules-check-path-006 = Reconsidérer la forme du nouveau pool
rules-check-path-011 = Le retour en arrière n’est plus possible après cette phase
rules-check-role-007 = Décider si un directeur est encore nécessaire
rules-check-role-013 = Vérifier l’édition et la licence du directeur
rules-check-sql-029 = Décider de l’emplacement des bases de données de conversation
rules-check-upd-004 = Supprimer les espaces autour des noms d’utilisateur
rules-check-xmpp-006 = Faire confirmer les partenaires XMPP autres que Google Talk
rules-coverage-pack = { $name } du { $version }
rules-coverage-no-pack = { $name } (sans règles)
rules-coverage-head = Règles pour { $packs }, { $phases ->
    [0] aujourd’hui seulement
    [one] aujourd’hui et une phase
   *[other] aujourd’hui et { $phases } phases
}
rules-coverage-decided = { $decided ->
    [one] { $decided } règle sur { $all } vérifiée partout
   *[other] { $decided } règles sur { $all } vérifiées partout
}
rules-coverage-partly = { $count } pour une partie des objets
rules-coverage-waiting = { $count ->
    [one] { $count } en attente de propriétés
   *[other] { $count } en attente de propriétés
}
rules-coverage-off = { $count ->
    [one] { $count } désactivée
   *[other] { $count } désactivées
}
rules-coverage-checklist = { $count ->
    [one] { $count } règle relève
   *[other] { $count } règles relèvent
} de la liste de contrôle
rules-coverage-objects = { $decided ->
    [one] { $decided } objet sur { $all } entièrement vérifié
   *[other] { $decided } objets sur { $all } entièrement vérifiés
}
rules-coverage-findings = { $count ->
    [0] aucun constat
    [one] { $count } constat
   *[other] { $count } constats
}, dont { $accepted ->
    [one] { $accepted } accepté
   *[other] { $accepted } acceptés
}
rules-coverage-not-checked = { $count } fois non vérifié

### ==== rules: end ====


### ==== propose: begin ====
## Pourquoi rien n’est proposé
propose-has-phases = Le plan a déjà des phases. Partez d’un plan sans phases, ou de la topologie
propose-no-target = Aucune règle n’est connue pour la cible « { $target } »
propose-nothing-legacy = Rien ici n’est d’un produit plus ancien : il n’y a rien à migrer
propose-no-front-end = Il n’y a pas de pool frontal au départ : sans lui, aucune cible ne peut être proposée
propose-no-procedure = Aucune procédure n’est documentée de { $from } vers { $to }
propose-unsupported = { $count ->
    [one] Ce déploiement ne peut pas être migré tel quel. Une chose doit d’abord changer :
   *[other] Ce déploiement ne peut pas être migré tel quel. { $count } choses doivent d’abord changer :
}
propose-reason = { $code } : { $reason }
propose-no-path = Aucun chemin ne mène de { $product } à { $target }. Migrez ces pools vers un produit intermédiaire, ou mettez-les hors service : { $pools }
propose-mixed = { $older } et { $newer } se côtoient, et { $target } ne peut rejoindre que l’un des deux. Migrez ou mettez d’abord hors service ce qui est { $older } : { $pools }
propose-forests = Les pools sont dans plusieurs forêts ({ $forests }), et une migration reste dans une seule. Faites une proposition pour chaque forêt
propose-unknown-product = Le produit de ces pools n’est pas connu : { $pools }. Indiquez-le d’abord

## Ce qu’une proposition suppose
propose-site = Site central
propose-new-site = Les pools hérités ne sont dans aucun site central : un site est ajouté, son nom reste à choisir
propose-not-consolidated = « { $pool } » n’est pas réuni avec d’autres : ses utilisateurs ou son site ne sont pas connus
propose-assumed-edition = L’édition de « { $pool } » n’est pas connue : on suppose { $edition }
propose-outgrown = « { $pool } » a { $users } utilisateurs, et un serveur Standard Edition en porte { $most } : son successeur est Enterprise Edition
propose-assumed-size = Les utilisateurs de « { $pool } » ne sont pas tous connus : son successeur a { $servers } serveurs, à vérifier
propose-large-meeting = « { $pool } » a des réunions de { $size } participants, et le nouveau pool est prévu pour { $most } : les plus grandes demandent un pool à part
propose-new-appliance = Une nouvelle appliance prend la place de « { $appliance } » : seul son fabricant peut dire si l’ancienne peut être réinstallée
propose-assumed-federation = On ne sait pas si « { $edge } » assure la fédération : on suppose que oui
propose-single-name-edge = Le pool Edge hérité a un seul nom pour ses trois services : la fédération passe lorsque tous les utilisateurs ont été déplacés et qu’il a disparu
propose-unknown-users = Le nombre d’utilisateurs de « { $group } » sur « { $pool } » n’est pas connu : tous sont déplacés
propose-new-gateway = « { $gateway } » n’est pas certifiée pour la cible : une nouvelle passerelle prend sa place, son nom reste à choisir
propose-no-xmpp-in-branches = Des utilisateurs de « { $group } » sont sur des appliances de succursale, où XMPP n’est pas possible : le groupe le perd
propose-not-joined = L’édition, les serveurs ou les utilisateurs de « { $pool } », qui existe déjà, ne sont pas connus : aucun pool hérité de son site n’y est réuni
propose-chat-stands = « { $pool } », qui existe déjà, reprend les conversations de « { $old } » : sa base de données est sauvegardée avant l’importation, qui y remplace tout ce qui porte le même nom
propose-paired = « { $pool } » a son secours dans « { $partner } » : leurs successeurs sont jumelés, et chacun peut porter les utilisateurs des deux
propose-not-paired = « { $pool } » a son secours dans « { $partner } », et leurs successeurs ne sont pas jumelés : un jumelage réunit deux nouveaux pools de même édition qui peuvent chacun porter les utilisateurs des deux, et aucun pool n’a deux partenaires
propose-edge-after-merge = Tant que les topologies ne sont pas fusionnées, « { $pool } » ne peut pas utiliser le pool Edge hérité : la règle { $code } en avertit pendant ces phases, où aucun utilisateur n’est encore sur le pool
propose-before-chat-phase = Reprendre ce que les pools hérités hébergent
propose-chat-phase = Migrer Group Chat vers la conversation permanente

## Stratégies
propose-strategy-pool-per-pool = Un nouveau pool pour chaque pool hérité
propose-strategy-consolidate = Un seul nouveau pool pour les pools d’un site

## Ce que les commandes laissent à remplir
propose-placeholder-new-pool = le nouveau pool
propose-placeholder-legacy-pool = le pool hérité
propose-placeholder-user = un utilisateur
propose-placeholder-new-sql-server = le serveur SQL Server du nouveau pool
propose-placeholder-new-sql-instance = l’instance SQL du nouveau pool
propose-placeholder-legacy-sql-server = le serveur SQL Server du pool hérité
propose-placeholder-legacy-sql-instance = l’instance SQL du pool hérité
propose-placeholder-merged-topology-file = le fichier de la topologie fusionnée
propose-placeholder-edge-file = le fichier qui décrit les pools Edge hérités
propose-placeholder-xmpp-record = l’enregistrement DNS de XMPP
propose-placeholder-sign-in-record = l’enregistrement DNS de connexion automatique
propose-placeholder-access-number = l’adresse SIP d’un numéro d’accès entrant
propose-placeholder-response-group = l’adresse SIP d’un groupe Response Group
propose-placeholder-legacy-call-park-files = le dossier de parcage d’appel de l’ancien magasin de fichiers
propose-placeholder-new-call-park-files = le dossier de parcage d’appel du nouveau magasin de fichiers
propose-placeholder-orbit = une orbite de parcage d’appel
propose-placeholder-call-park-service = le service de parcage d’appel du nouveau pool
propose-placeholder-client-access-server = un serveur d’accès au client d’Exchange
propose-placeholder-site = le nom du site
propose-placeholder-application-id = l’identifiant d’une application approuvée
propose-placeholder-application-port = le port d’une application approuvée
propose-placeholder-legacy-chat-database = l’instance SQL de Group Chat
propose-placeholder-new-chat-database = l’instance SQL de la conversation permanente
propose-placeholder-export-file = le fichier de la conversation exportée
propose-placeholder-legacy-chat-files = le dossier de téléchargement de Group Chat
propose-placeholder-new-chat-files = le magasin de fichiers de la conversation permanente
propose-placeholder-lookup-address = l’adresse SIP de l’utilisateur du service Lookup
propose-placeholder-chat-pool = le pool de conversation permanente
propose-placeholder-conference-directory = le numéro d’un annuaire de conférences
### ==== propose: end ====


### ==== import: begin ====

import-source-tbxml = fichier du Générateur de topologie
import-source-topology-xml = topologie publiée
import-source-configuration-zip = exportation de la configuration
import-source-topology-input = description d’un Edge hérité

import-empty = « { $file } » est vide
import-too-large = « { $file } » est trop volumineux pour une topologie ; { $limit } Mo au plus sont lus, même une fois décompressés
import-encoding = Le texte de « { $file } » est illisible ; enregistrez-le en UTF-8 ou en UTF-16
import-document-type = « { $file } » contient une définition de type de document, dont aucun fichier de topologie n’a besoin ; il n’a pas été lu
import-too-many-elements = « { $file } » contient plus de { $limit } éléments, bien plus qu’aucune topologie ; il n’a pas été lu
import-too-many-attributes = « { $file } » contient bien plus d’attributs ou des balises bien plus longues qu’aucune topologie ; il n’a pas été lu
import-too-many-objects = « { $file } » mentionne plus de { $limit } serveurs, services et autres objets, bien plus qu’aucun déploiement n’en a ; il n’a pas été lu
import-too-deep = « { $file } » imbrique ses éléments sur plus de { $limit } niveaux, bien plus qu’aucune topologie ; il n’a pas été lu
import-not-well-formed = « { $file } » n’est pas du XML bien formé à la ligne { $line }, colonne { $column } : { $fault }
import-fault-close-tag = la balise fermante n’est pas celle de l’élément ouvert
import-fault-unfinished = le fichier se termine trop tôt ; il est peut-être tronqué
import-fault-entity = un « & » ne commence aucun caractère connu
import-fault-repeated-attribute = un attribut y figure deux fois
import-fault-other = ce qui s’y trouve n’est pas du XML
import-not-a-topology = « { $file } » n’est pas une topologie : son premier élément est « { $root } ». Ouvrez un fichier du Générateur de topologie, la sortie de Get-CsTopology -AsXml, le fichier zip d’Export-CsConfiguration ou un fichier TopologyInput
import-no-topology-inside = « { $file } » ne contient aucune topologie
import-not-an-archive = « { $file } » est endommagé : le fichier zip ne peut pas être décompressé
import-too-many-entries = « { $file } » contient plus de { $limit } entrées, bien plus qu’une exportation de la configuration ; il n’a pas été lu
import-zip-bomb = « { $file } » occupe, une fois décompressé, plus de { $limit } fois sa taille, ce que ne fait aucune exportation de la configuration ; il n’a pas été lu
import-encrypted = « { $file } » est protégé par un mot de passe ; décompressez-le d’abord
import-no-document = « { $file } » ne contient pas de fichier DocItemSet.xml : ce n’est pas une exportation de la configuration ; utilisez Export-CsConfiguration
import-user-data = « { $file } » est une exportation de données utilisateur (Export-CsUserData), sans topologie ; utilisez Export-CsConfiguration. Rien n’en a été conservé

import-note-dangling = « { $from } » renvoie à « { $to } », qui n’est pas dans le fichier
import-note-duplicate = « { $key } » figure plusieurs fois dans le fichier ; ce qui y renvoie désigne le premier
import-note-same-instance = « { $name } » figure plusieurs fois dans le fichier et compte pour une seule instance SQL Server
import-note-no-id = Un élément « { $element } » ne dit pas ce qu’il est ou désigne ; il a été laissé de côté
import-note-no-role = Le service « { $key } » n’a pas de rôle
import-note-usage = L’usage « { $usage } » d’une dépendance n’est pas connu ; l’usage ordinaire a été retenu
import-note-not-installed = Le service « { $service } » ne dit pas où il est installé
import-note-unknown-role = Le rôle « { $role } » sur « { $name } » n’est pas connu
import-note-store-place = Le magasin « { $role } » est installé sur « { $name } » même et non sur l’une de ses instances SQL Server ; il a été laissé de côté
import-note-idle-cluster = Rien n’est installé sur « { $name } »
import-note-idle-store = Aucun pool n’utilise le magasin « { $role } » sur « { $name } »
import-note-version = « { $text } » n’est pas une version de service : { $role } sur « { $name } »
import-note-product = Aucun produit n’est connu pour la version de service { $version } de « { $name } »
import-note-machine = Un serveur de « { $pool } » n’a pas de nom
import-note-edge-name = Un pool Edge n’a pas de nom : ni un programme d’équilibrage de la charge ni un serveur unique ne lui en donne un
import-note-address = « { $text } » n’est pas une adresse IP
import-note-number = « { $text } » n’est pas un nombre : { $attribute }
import-note-word = « { $text } » n’est pas compris : { $attribute }
import-note-no-parent = Le site de succursale « { $site } » ne dit pas à quel site central il appartient
import-note-no-services = Le fichier ne contient aucun service : on ne sait rien de ce que font ses serveurs
import-note-no-cms = Aucun pool n’est indiqué comme hôte du magasin central de gestion actif
import-note-several-cms = Plusieurs pools sont indiqués comme hôtes du magasin central de gestion actif : { $pools }. Choisissez le bon
import-note-unpublished = { $more ->
    [0] Le fichier contient des modifications non publiées, qui ont été importées. Elles touchent : { $names }
    *[other] Le fichier contient des modifications non publiées, qui ont été importées. Elles touchent : { $names } (et { $more } de plus)
}
import-note-original-only = Le fichier ne contient que la moitié téléchargée de la topologie, sans moitié à modifier ; c’est elle qui a été importée
import-note-next-hop = « { $name } » est le tronçon suivant d’un Edge ; le fichier ne dit pas s’il s’agit d’un directeur ou d’un pool
import-note-more = { $count ->
    [one] { $count } autre note a été omise
    *[other] { $count } autres notes ont été omises
}

import-too-many-lines = « { $file } » compte plus de { $limit } lignes ou beaucoup trop de colonnes pour un tableau de propriétés. Le fichier n’a pas été lu
import-facts-no-head = La première ligne n’indique pas à quelles propriétés correspondent les colonnes : inscrivez leurs noms au-dessus, ou choisissez d’abord une propriété ou des lignes
import-facts-unknown-column = La colonne « { $name } » n’est pas une propriété et a été laissée de côté
import-facts-unknown-fact = « { $name } » n’est pas une propriété
import-facts-unknown-name = Aucun objet ne s’appelle « { $name } »
import-facts-many-names = { $count } objets s’appellent « { $name } » ; indiquez le nom complet, ou le type dans une colonne à part
import-facts-no-fact = « { $name } » n’a pas de propriété « { $fact } »
import-facts-no-object = La ligne ne nomme aucun objet
import-facts-no-row = Il y a plus de valeurs que de lignes choisies ({ $count })
import-facts-twice = « { $name } », { $fact } : la ligne { $line } indique autre chose et l’emporte
import-facts-value = « { $name } », { $fact } : { $why }
import-value-unknown = Inconnu
import-value-long = une valeur compte au plus { $limit } caractères
import-value-flag = « { $text } » n’est ni oui ni non
import-value-count = « { $text } » n’est pas un nombre entier
import-value-date = « { $text } » n’est pas une date ; écrivez-la sous la forme 2026-01-31
import-value-choice = « { $text } » ne figure pas parmi { $choices }
import-value-no-name = rien ne s’appelle « { $text } » ({ $kind })
import-value-many-names = { $count } objets s’appellent « { $text } »

## Tableaux d’objets : en-têtes et types reconnus, séparés par des virgules, et ce qui ne l’est pas

import-objects-heads-name = Nom, Nom de domaine complet, Objet, Serveur, Nom du serveur, Hôte, Nom d’hôte, Ordinateur, Nom du pool
import-objects-heads-kind = Type, Rôle, Rôle du serveur, Nature
import-objects-heads-pool = Pool, Nom complet du pool, Grappe
import-objects-heads-site = Site, Emplacement, Lieu
import-objects-heads-instance = Instance, Instance SQL, Instance SQL Server
import-objects-heads-version = Version, Produit, Version du produit
import-objects-heads-edition = Édition, Edition
import-objects-heads-os = Système, Système d’exploitation, SE, Version de Windows
import-objects-heads-addresses = Adresse, Adresse IP, Adresses IP
import-objects-kind-front-end = Frontal, Serveur frontal, Pool Enterprise, Serveur Standard Edition
import-objects-kind-director = Directeur, Directeurs
import-objects-kind-mediation = Médiation
import-objects-kind-sba = Serveur de branche, Survivable Branch Appliance
import-objects-kind-office-web-apps = Office Web Apps, Serveur Office Online
import-objects-kind-persistent-chat = Conversation permanente, Chat permanent
import-objects-kind-trusted-application = Application approuvée, Applications approuvées
import-objects-kind-sql-server = Base de données, Serveur principal, Serveur SQL
import-objects-kind-file-store = Partage de fichiers, Partage, Serveur de fichiers
import-objects-kind-gateway = Passerelle, Passerelle RTC, Autocom, Contrôleur de session en périphérie
import-objects-kind-server = Serveur, Membre, Ordinateur
import-objects-no-head = La première ligne ne dit pas ce que contiennent les colonnes : écrivez au-dessus Nom, Type, Pool, Site, etc., ou collez la seule colonne des noms
import-objects-no-kind = « { $name } » : le type n’est pas indiqué
import-objects-unknown-kind = « { $name } » : « { $text } » n’est pas un type d’objet
import-objects-no-pool = « { $name } » est un serveur, et son pool n’est pas indiqué
import-objects-pool-kind = « { $name } » est nouveau et son type n’est pas indiqué : il devient un pool frontal
import-objects-not-here = « { $name } » n’arrive que dans une phase ultérieure, ou n’existe plus dans celle-ci
import-objects-users-today = « { $name } » : les utilisateurs se comptent dans l’état actuel ; le nombre a été laissé de côté

import-objects-many = Seules les { $limit } premières lignes sont lues ; le reste est laissé de côté

## Un plan à côté du déploiement réel

import-status-at = Le déploiement en est à « { $stage } »
import-status-between = Le déploiement se trouve entre « { $before } » et « { $after } »
import-status-either = Le déploiement en est à « { $first } », ou plus loin, jusqu’à « { $last } » : une topologie ne les distingue pas
import-status-no-topology = « { $file } » n’est pas une topologie. Exportez-en une : Générateur de topologie, Get-CsTopology -AsXml ou Export-CsConfiguration
import-status-part = « { $file } » décrit des serveurs Edge pour une fusion, pas un déploiement entier. Exportez la topologie elle-même
import-step-done = faite
import-step-begun = commencée
import-step-open = à faire
import-step-untold = non visible
import-drift-missing = Manquant
import-drift-extra = En trop
import-drift-different = Différent
import-drift-learned = Désormais connu
import-drift-fact = { $fact } : prévu { $planned }, trouvé { $found }
import-drift-fact-learned = { $fact } : trouvé { $found }
import-drift-parts = avec { $count ->
    [one] un élément
   *[other] { $count } éléments
}
import-drift-open = l’étape { $step } reste à faire
import-drift-ahead = l’étape { $step } est déjà faite
import-adopt-no-kind = Un autre type est un autre objet : supprimez celui-ci et ajoutez l’autre
import-adopt-no-today = Une étape de la première phase est déjà faite ; aujourd’hui n’a pas d’étapes où la placer
import-adopt-no-next = Son étape est dans la dernière phase : ajoutez d’abord une phase après elle

### ==== import: end ====


### ==== format: begin ====

format-at = ligne { $line }, colonne { $column } : { $reason }
format-not-a-plan = ce n’est ni un plan Coexist ni une topologie (fichier du Générateur de topologie, sortie de Get-CsTopology -AsXml, zip d’Export-CsConfiguration, TopologyInput)
format-empty = le fichier est vide
format-newer = le fichier est à la version { $version } du format ; cette version de Coexist ne lit que jusqu’à la version { $known } : ouvrez-le avec une version plus récente de Coexist
format-ends-early = le fichier finit trop tôt
format-comma = il manque une virgule
format-sign-missing = il manque « { $sign } »
format-sign = « { $sign } » est inattendu
format-text = un texte entre guillemets est attendu
format-number = un nombre entier est attendu
format-number-range = le nombre est trop grand ou trop petit
format-flag = true ou false est attendu
format-name = le nom d’un champ est attendu
format-escape = un texte contient une séquence d’échappement qui n’existe pas
format-field-missing = il manque le champ « { $field } »
format-field = il n’y a pas de champ « { $field } » ici
format-field-twice = le champ « { $field } » est présent deux fois
format-unknown = « { $word } » n’est pas connu ici
format-kind = une valeur d’une autre nature est attendue
format-deep = le fichier est imbriqué trop profondément
format-trailing = il y a encore du texte après la fin du plan
format-syntax = un plan ne s’écrit pas ainsi
format-id-empty = un identifiant est vide
format-id-twice = l’identifiant « { $id } » est présent deux fois
format-logo-media = le logo est annoncé comme { $said } alors qu’il est en { $is }
format-place-twice = « { $id } » a deux places sur la feuille
format-level-twice = « { $code } » a deux niveaux
format-tick-twice = « { $code } » est coché deux fois pour « { $name } »
format-home-twice = « { $name } » nomme deux fois le pool « { $pool } »
format-missing = « { $name } » nomme « { $missing } », qui n’existe pas
format-fact = « { $name } » n’a pas de propriété « { $fact } »
format-fact-kind = « { $fact } » de « { $name } » a une valeur d’une autre nature
format-word = « { $fact } » de « { $name } » ne peut pas être « { $word } »
format-date = « { $fact } » de « { $name } » n’est pas une date : « { $text } »
format-too-big = le fichier dépasse { $megabytes } Mo
format-not-text = à partir d’ici, le fichier n’est plus un texte UTF-8
format-cannot-read = Impossible de lire le fichier : { $reason }
    { $path }
format-cannot-save = Impossible d’enregistrer le plan : { $reason }
    { $path }
format-changed-on-disk = Le fichier a été modifié par quelqu’un d’autre depuis son ouverture
    { $path }
format-io-not-found = ce fichier ou ce dossier n’existe pas
format-io-denied = l’accès est refusé
format-io-full = le disque est plein
format-io-folder = c’est un dossier
format-io-no-folder = son dossier n’existe pas

## Objets copiés

format-clip-none = Le presse-papiers ne contient ni objets de Coexist ni tableau
format-clip-newer = Les objets copiés sont au format version { $version } ; cette version de Coexist lit jusqu’à la version { $known } : collez-les dans une version plus récente
format-clip-damaged = Les objets copiés sont endommagés : { $why }
format-clip-large = Le presse-papiers contient plus de { $limit } Mo, le maximum que l’on puisse coller
format-clip-many = Le presse-papiers contient plus de { $limit } objets, le maximum que l’on puisse coller en une fois

### ==== format: end ====


### ==== plan: begin ====

plan-add = Ajouter « { $name } » ({ $what })
plan-remove = Supprimer « { $name } » ({ $what })
plan-retire = Mettre hors service « { $name } » ({ $what })
plan-remove-with-steps = { $change } et { $steps ->
    [one] { $steps } étape
   *[other] { $steps } étapes
} à son sujet
plan-remove-many = Supprimer { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
plan-retire-many = Mettre hors service { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
plan-connect = Relier « { $from } » à « { $to } » ({ $link })
plan-disconnect = Délier « { $from } » de « { $to } » ({ $link })
plan-place-store = Placer un magasin de « { $pool } » sur « { $instance } » ({ $store })
plan-move-store = Déplacer un magasin de « { $pool } » vers « { $instance } » ({ $store })
plan-set = Modifier « { $name } » : { $fact } devient { $value }
plan-forget = Modifier « { $name } » : valeur inconnue pour { $fact }
plan-move-all-users = Déplacer tous les utilisateurs de « { $group } » de « { $from } » vers « { $to } »
plan-move-users-of-pool = Déplacer tous les utilisateurs de « { $from } » vers « { $to } »
plan-move-users = Déplacer { $users ->
    [one] { $users } utilisateur
   *[other] { $users } utilisateurs
} de « { $group } » de « { $from } » vers « { $to } »
plan-count-users = Compter { $users ->
    [one] { $users } utilisateur
   *[other] { $users } utilisateurs
} de « { $group } » sur « { $pool } »
plan-forget-users = Le nombre d’utilisateurs de « { $group } » sur « { $pool } » n’est pas connu
plan-move-cms = Déplacer le magasin central de gestion vers « { $to } »
plan-route-federation = Faire passer la fédération de « { $site } » par « { $to } »
plan-end-federation = Supprimer l’itinéraire de fédération de « { $site } »
plan-route-xmpp = Faire passer le trafic XMPP de « { $site } » par « { $to } »
plan-end-xmpp = Supprimer l’itinéraire XMPP de « { $site } »
plan-activity = { $activity } : { $names }
plan-duplicate = Dupliquer « { $name } » en « { $copy } » ({ $what })
plan-and-more = { $first } et { $more ->
    [one] { $more } autre modification
   *[other] { $more } autres modifications
}
plan-nothing = Ne rien modifier
plan-correct = Corriger depuis le début : { $change }
plan-add-step = Ajouter à la phase « { $phase } » : { $step }
plan-edit-step = Modifier l’étape { $number } : { $step }
plan-remove-step = Supprimer l’étape { $number } : { $step }
plan-move-step = Déplacer l’étape { $number } vers la phase « { $phase } »
plan-place = Déplacer « { $name } » sur la feuille
plan-place-many = Déplacer { $count ->
    [one] { $count } objet
   *[other] { $count } objets
} sur la feuille
plan-add-phase = Ajouter la phase « { $name } »
plan-edit-phase = Modifier la phase « { $name } »
plan-rename-phase = Renommer la phase « { $name } » en « { $to } »
plan-remove-phase = Supprimer la phase « { $name } » avec { $steps ->
    [0] aucune étape
    [one] { $steps } étape
   *[other] { $steps } étapes
}
plan-merge-phase = Fusionner la phase « { $name } » avec « { $into } »
plan-today = Aujourd’hui
plan-merge-phase-today = Fusionner la phase « { $name } » avec Aujourd’hui
plan-move-phase = Déplacer la phase « { $name } »
plan-accept = Accepter { $code } pour { $names }
plan-withdraw = Retirer l’acceptation de { $code }
plan-set-level = Niveau de { $code } dans ce plan : { $level }
plan-reset-level = Niveau de { $code } selon le pack
plan-tick = Cocher { $code } pour { $name }
plan-untick = Retirer la coche de { $code } pour { $name }
plan-whole = tout le plan
plan-minutes = { $minutes } min
plan-hours = { $hours } h
plan-hours-minutes = { $hours } h { $minutes } min
plan-days = { $days } { $days ->
    [one] jour
   *[other] jours
}
plan-freezes = Modifier les périodes de gel
plan-about = Modifier le cartouche
plan-logo-too-large = Cette image fait { $size } ko ; un logo peut en faire { $most }. Enregistrez-la plus petite, ou en SVG
plan-logo-too-wide = Cette image fait { $width } × { $height } pixels ; un logo peut en avoir { $most } de chaque côté. Enregistrez-la plus petite
plan-logo-unknown = Ce n’est pas une image PNG, JPEG ou SVG, ou elle est endommagée. Enregistrez-la dans l’un de ces formats
plan-target = Choisir { $target } comme cible
plan-value = { $value }
plan-value-yes = oui
plan-value-no = non
plan-value-none = aucun
plan-value-empty = vide
plan-value-list = { $first }, { $then }

plan-fill-fewer-users = d’autres groupes d’utilisateurs sur « { $name } » comptent déjà { $others } utilisateurs, plus que { $users }
plan-fill-many-groups = { $count } groupes d’utilisateurs sont sur « { $name } » ; comptez chacun d’eux dans l’inspecteur
plan-fill-no-home = « { $name } » n’est pas un pool qui héberge des utilisateurs
plan-fill-users-move = les utilisateurs arrivent sur « { $name } » dans une phase ; comptez-les sur le pool où ils se trouvent aujourd’hui

## Copies de plusieurs objets

plan-duplicate-many = Dupliquer { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}

## Objets copiés

plan-paste = Coller « { $name } »
plan-paste-many = Coller { $count ->
    [one] un objet
   *[other] { $count } objets
}

## Rattacher, ajouter à côté et entre deux objets

plan-reconnect = Rattacher le lien de « { $name } » ({ $link }) à « { $to } »
plan-add-and-join = Ajouter « { $name } » ({ $link }) à côté de « { $of } »
plan-put-between = Placer « { $name } » entre « { $from } » et « { $to } »
plan-add-for-stores = Ajouter « { $name } » pour les magasins de « { $pool } »

## Verrous sur la feuille

plan-pin = Verrouiller « { $name } » à sa place
plan-unpin = Déverrouiller « { $name } »
plan-pin-many = Verrouiller { $count } objets à leur place
plan-unpin-many = Déverrouiller { $count } objets

## Sites réduits

plan-collapse = Réduire le site « { $name } »
plan-expand = Développer le site « { $name } »
plan-collapse-many = Réduire { $count } sites
plan-expand-many = Développer { $count } sites

## Ce qui diffère entre deux états, et entre deux plans

plan-change = { $what } : { $before } → { $after }
plan-value-unknown = inconnu
plan-aspect-kind = type
plan-aspect-owner = appartient à
plan-aspect-from = part de
plan-aspect-to = mène à
plan-aspect-users = utilisateurs sur { $pool }
plan-differs-title = Le titre était « { $before } » et devient « { $after } »
plan-differs-target = La cible était { $before } et devient { $after }
plan-differs-phase-added = La phase « { $phase } » est nouvelle, avec { $steps ->
    [0] aucune étape
    [one] une étape
   *[other] { $steps } étapes
}
plan-differs-phase-removed = La phase « { $phase } » a disparu, avec { $steps ->
    [0] aucune étape
    [one] une étape
   *[other] { $steps } étapes
}
plan-differs-phase-renamed = La phase « { $before } » s’appelle « { $after } »
plan-differs-phase-moved = La phase « { $phase } » passe du rang { $before } au rang { $after }
plan-differs-phase-changed = La phase « { $phase } » a une autre date, durée, note ou cible, un autre responsable ou type, ou dépend d’autres phases
plan-differs-step-added = « { $phase } » a une étape de plus : { $step }
plan-differs-step-removed = « { $phase } » a une étape de moins : { $step }
plan-differs-step-changed = « { $phase } » a une étape modifiée : { $after } ; c’était : { $before }
plan-differs-step-details = « { $phase } » a d’autres détails pour une étape : { $step }
plan-differs-step-moved = Une étape passe de « { $before } » à « { $after } » : { $step }
plan-differs-accepted = Accepté : { $code } pour { $names }
plan-differs-withdrawn = N’est plus accepté : { $code } pour { $names }
plan-differs-level = Le plan a un autre niveau pour { $code }
plan-differs-freezes = Autres périodes de gel
plan-differs-ticks = Liste de contrôle : { $done } de plus sont faits, { $undone } sont à refaire

### ==== plan: end ====


### ==== diagram: begin ====

## Ce qui se trouve sur la feuille, tel qu’un lecteur d’écran le nomme
diagram-the-site = site { $name }
diagram-the-pool = pool { $name }
diagram-the-server = serveur { $name }
diagram-the-sql-server = serveur SQL { $name }
diagram-the-sql-instance = instance SQL { $name }
diagram-the-file-store = partage de fichiers { $name }
diagram-the-gateway = passerelle { $name }

## Deuxièmes lignes des cartes : formes courtes
diagram-edition-standard = Standard
diagram-edition-enterprise = Enterprise
diagram-edition-unknown = édition inconnue
diagram-version-lcs-2005 = LCS 2005
diagram-version-ocs-2007 = OCS 2007
diagram-version-ocs-2007-r2 = OCS 2007 R2
diagram-version-lync-2010 = Lync 2010
diagram-version-lync-2013 = Lync 2013
diagram-version-sfb-2015 = SfB 2015
diagram-version-sfb-2019 = SfB 2019
diagram-version-sfb-se = SfB SE
diagram-version-unknown = version inconnue
diagram-kind-front-end = Pool frontal
diagram-kind-director = Directeur
diagram-kind-edge = Edge
diagram-kind-mediation = Médiation
diagram-kind-av-conferencing = Conférence A/V
diagram-kind-monitoring = Surveillance
diagram-kind-archiving = Archivage
diagram-kind-group-chat = Group Chat
diagram-kind-persistent-chat = Conv. permanente
diagram-kind-sba = Succursale (SBA)
diagram-kind-trusted-application = App. approuvée
diagram-kind-office-web-apps = Office Web Apps
diagram-kind-communicator-web-access = CWA
diagram-kind-xmpp-gateway = Passerelle XMPP
diagram-kind-video-interop = Interop vidéo
diagram-kind-other = Autre rôle
diagram-servers = { $count ->
    [one] { $shown } serveur
   *[other] { $shown } serveurs
}
diagram-users = { $count ->
    [one] { $shown } utilisateur
   *[other] { $shown } utilisateurs
}
diagram-users-unknown = utilisateurs inconnus
diagram-pools = { $count ->
    [one] { $shown } pool
   *[other] { $shown } pools
}
diagram-sql-2000 = SQL Server 2000
diagram-sql-2005 = SQL Server 2005
diagram-sql-2008 = SQL Server 2008
diagram-sql-2008-r2 = SQL Server 2008 R2
diagram-sql-2012 = SQL Server 2012
diagram-sql-2014 = SQL Server 2014
diagram-sql-2016 = SQL Server 2016
diagram-sql-2017 = SQL Server 2017
diagram-sql-2019 = SQL Server 2019
diagram-sql-2022 = SQL Server 2022
diagram-sql-unknown = SQL Server, version inconnue
diagram-sql-edition-enterprise = Enterprise
diagram-sql-edition-standard = Standard
diagram-sql-edition-express = Express
diagram-sql-edition-workgroup = Workgroup
diagram-sql-edition-web = Web
diagram-default-instance = par défaut
diagram-default-instance-full = instance par défaut
diagram-no-store = aucun magasin
diagram-file-share = Partage de fichiers
diagram-dfs = DFS
diagram-gateway-pstn-gateway = Passerelle RTC
diagram-gateway-ip-pbx = IP-PBX
diagram-gateway-sbc = SBC
diagram-gateway-sip-trunk = Jonction SIP
diagram-gateway-unknown = Passerelle de type inconnu
diagram-site-branch = site de succursale
diagram-site-legacy = hérité
diagram-site-empty = vide
diagram-perimeter = périmètre

## Pastilles
diagram-store-user = Utilisateurs
diagram-store-application = App.
diagram-store-central-management = CMS
diagram-store-monitoring = Surveillance
diagram-store-archiving = Archivage
diagram-store-persistent-chat = Conversation
diagram-store-compliance = Conformité
diagram-store-group-chat = Group Chat
diagram-usage-mirror = miroir
diagram-usage-witness = témoin
diagram-usage-backup = sauvegarde
diagram-chip-cms = CMS
diagram-chip-federation = Fédération
diagram-chip-mediation = Médiation

## Lignes
diagram-link-user-store = magasin d’utilisateurs
diagram-link-application-store = magasin d’applications
diagram-link-central-management-store = CMS
diagram-link-monitoring-store = surveillance
diagram-link-archiving-store = archivage
diagram-link-persistent-chat-store = conversation
diagram-link-compliance-store = conformité
diagram-link-group-chat-store = magasin Group Chat
diagram-link-next-hop = tronçon suivant
diagram-link-media-edge = médias
diagram-link-backup-registrar = inscriptions de sauvegarde
diagram-link-pairing = jumelage
diagram-link-file-store = partage de fichiers
diagram-link-trunk = jonction
diagram-link-office-web-apps = Office Web Apps
diagram-link-monitoring-server = surveillance
diagram-link-archiving-server = archivage
diagram-link-user-services = services utilisateur

## État dans la phase affichée, et constats, pour un lecteur d’écran
diagram-state-added = nouveau dans cette phase
diagram-state-removed = mis hors service dans cette phase
diagram-state-changed = modifié dans cette phase
diagram-state-emptied = des utilisateurs partent dans cette phase
diagram-incomplete = incomplet
diagram-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
diagram-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
diagram-advice = { $count ->
    [one] { $count } conseil
   *[other] { $count } conseils
}
diagram-accepted = { $count ->
    [one] { $count } accepté
   *[other] { $count } acceptés
}

## Décompte de ce qu’une fiche ne nomme pas
diagram-instances = { $count ->
    [one] { $shown } instance SQL Server
   *[other] { $shown } instances SQL Server
}

## Ce qui figure sur une autre page du dessin

diagram-elsewhere = sur une autre page
diagram-elsewhere-in = dans { $site }, sur une autre page

## La légende

diagram-no-version = Sans version
diagram-no-site = Hors de tout site
diagram-legend-added = Nouveaux
diagram-legend-removed = Retirés
diagram-legend-changed = Modifiés, ou reliés autrement
diagram-legend-emptied = Quittés par des utilisateurs
diagram-legend-unchanged = Comme avant
diagram-legend-errors = Avec erreurs
diagram-legend-warnings = Avec avertissements
diagram-legend-advice = Avec conseils
diagram-legend-no-findings = Sans constat

## Verrous

diagram-locked = verrouillé

## Sites réduits

diagram-site-collapsed = réduit
diagram-users-at-least = { $count ->
    [one] au moins { $shown } utilisateur
   *[other] au moins { $shown } utilisateurs
}
diagram-sql-servers = { $count ->
    [one] { $shown } serveur SQL
   *[other] { $shown } serveurs SQL
}
diagram-file-stores = { $count ->
    [one] { $shown } partage
   *[other] { $shown } partages
}
diagram-gateways = { $count ->
    [one] { $shown } passerelle
   *[other] { $shown } passerelles
}
diagram-pools-without-version = { $count ->
    [one] { $shown } pool sans version
   *[other] { $shown } pools sans version
}
diagram-inside-of = { $version } : { $counts }
diagram-link-of = { $kind } : { $from } → { $to }
diagram-inside-added = { $count ->
    [one] { $shown } nouveau
   *[other] { $shown } nouveaux
}
diagram-inside-changed = { $count ->
    [one] { $shown } modifié
   *[other] { $shown } modifiés
}
diagram-inside-emptied = { $count ->
    [one] { $shown } se vide
   *[other] { $shown } se vident
}
diagram-inside-removed = { $count ->
    [one] { $shown } retiré
   *[other] { $shown } retirés
}

## État d’un objet comparé à une autre étape, pour un lecteur d’écran

diagram-compared-added = nouveau depuis l’état comparé
diagram-compared-removed = disparu depuis l’état comparé
diagram-compared-changed = modifié depuis l’état comparé
diagram-compared-emptied = quitté par des utilisateurs depuis l’état comparé

### ==== diagram: end ====


### ==== canvas: begin ====

canvas-drawing = Tracé du plan en cours…
canvas-move = Déplacer « { $name } »
canvas-move-many = Déplacer { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
canvas-move-into = Déplacer « { $name } » vers le site « { $site } »
canvas-move-many-into = Déplacer { $count ->
    [one] { $count } objet
   *[other] { $count } objets
} vers le site « { $site } »
canvas-rename = Renommer « { $name } » en « { $to } »
canvas-choice-on = { $link } sur { $name }
canvas-nothing-to-join = Rien sur la feuille ne peut être relié à « { $name } »
canvas-hint-select = Glissez depuis la palette ou double-cliquez pour ajouter · glissez sur la feuille pour sélectionner · { $connect } relie · { $all } montre tout
canvas-hint-selected = Glissez ou utilisez les flèches pour déplacer · glissez depuis une poignée ou appuyez sur { $connect } pour relier · { $rename } renomme · Suppr met hors service
canvas-hint-moving = Relâchez pour placer l’objet · Maj garde la ligne droite · Alt copie · Ctrl place librement, sans changer de site · Échap annule
canvas-hint-placing = Relâchez pour l’ajouter ici · Échap annule
canvas-hint-needs-host = Sa place est dans un autre objet : un serveur dans un pool, une instance dans un serveur SQL
canvas-hint-marquee = Tout ce que le cadre touche est sélectionné · Échap annule
canvas-hint-panning = Déplacement de la vue
canvas-hint-connecting = Relâchez sur l’objet à relier à « { $from } » · Échap annule
canvas-hint-no-link = Rien ne relie « { $from } » et « { $to } »
canvas-hint-aiming = Les flèches choisissent l’objet à relier à « { $from } » · Entrée relie · Échap annule
canvas-pointed-at = { $to } : { $link }
canvas-hint-choosing = Choisissez ce qui les relie · Échap annule
canvas-hint-connect-tool = Glissez d’un objet à un autre pour les relier · Échap range l’outil
canvas-hint-pan-tool = Glissez pour déplacer la vue · Échap range l’outil
canvas-sheet = Feuille
canvas-inside = Dans { $site }
canvas-many = { $count } objets, trop petits pour être énoncés un à un : zoomez, ou utilisez la liste des objets
canvas-empty = La feuille est vide. Faites glisser un site depuis la palette, double-cliquez pour choisir quoi ajouter, ou ouvrez une topologie.
canvas-choose = Relier comme
canvas-name-field = Nom
canvas-map = Plan de la feuille
canvas-zoom = { $percent } %
canvas-zoom-in = Zoom avant
canvas-zoom-out = Zoom arrière
canvas-zoom-reset = { $zoom } : revenir à 100 %
canvas-fit = Ajuster
canvas-fit-all = Afficher toute la feuille
canvas-palette-version = Version des nouveaux pools
canvas-palette-item = Nouveau : { $name }
canvas-checking = Vérification…
canvas-checking-sentence = Les règles sont consultées
canvas-allowed = Autorisé
canvas-allowed-sentence = Aucune règle ne s’y oppose
canvas-advised = Autorisé, avec un conseil · { $code }
canvas-warned = Autorisé, avec un avertissement · { $code }
canvas-refused = Refusé par les règles · { $code }
canvas-impossible = Impossible ici
canvas-more-findings = et { $count ->
    [one] { $count } autre constat
   *[other] { $count } autres constats
}

## Commandes

canvas-do-fit-all = Ajuster à la fenêtre
canvas-do-fit-selection = Ajuster à la sélection
canvas-do-actual-size = Zoom à 100 %
canvas-do-zoom-in = Zoom avant
canvas-do-zoom-out = Zoom arrière
canvas-do-select-all = Tout sélectionner
canvas-do-duplicate = Dupliquer
canvas-do-rename = Renommer
canvas-do-connect = Relier
canvas-do-take-select = Outil de sélection
canvas-do-take-connect = Outil de liaison
canvas-do-take-pan = Outil main

## Pourquoi une commande est impossible

canvas-nothing-selected = Sélectionnez d’abord un objet sur la feuille
canvas-nothing-drawn = La feuille est encore vide
canvas-hand-is-full = Terminez d’abord l’action en cours, ou appuyez sur Échap
canvas-no-copy = « { $name } » ne peut pas être dupliqué
canvas-no-name = « { $name } » n’a pas de nom modifiable sur la feuille

## Une main qui range

canvas-hint-copying = Relâchez pour placer les copies · sans Alt, ce sont les objets qui se déplacent · Échap annule
canvas-stays-in = L’objet reste dans le site « { $site } » · déposez-le sur un autre site pour l’y déplacer · Échap annule
canvas-hint-marquee-whole = Ce qui est entièrement dans le cadre est sélectionné ; tracez-le de droite à gauche pour prendre tout ce qu’il touche · Échap annule
canvas-align = Aligner { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
canvas-distribute = Répartir { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
canvas-do-previous-view = Vue précédente
canvas-do-next-view = Vue suivante
canvas-do-grid = Grille
canvas-do-same-kind = Sélectionner le même type
canvas-do-same-version = Sélectionner la même version
canvas-do-same-phase = Sélectionner la même phase
canvas-do-beneath = Sélectionner ce qui est dessous
canvas-do-into = Entrer dans l’objet
canvas-do-out-of = Remonter à ce qui le contient
canvas-align-left = Aligner à gauche
canvas-align-centre = Centrer horizontalement
canvas-align-right = Aligner à droite
canvas-align-top = Aligner en haut
canvas-align-middle = Centrer verticalement
canvas-align-bottom = Aligner en bas
canvas-distribute-across = Répartir horizontalement
canvas-distribute-down = Répartir verticalement
canvas-needs-two = Sélectionnez au moins deux objets : tous s’alignent sur le dernier
canvas-needs-three = Sélectionnez au moins trois objets : ceux des extrémités ne bougent pas
canvas-no-version = La version de « { $name } » n’est pas connue
canvas-nothing-beneath = Il n’y a rien sous « { $name } »
canvas-nothing-inside = Il n’y a rien dans « { $name } »
canvas-nothing-around = « { $name } » n’est contenu dans rien d’autre
canvas-no-previous-view = La vue n’a pas encore changé d’endroit
canvas-no-next-view = C’est la vue la plus récente
## Objets copiés

canvas-do-cut = Couper
canvas-do-copy = Copier
canvas-do-paste = Coller
canvas-not-alone = « { $name } » ne peut pas être copié seul : sélectionnez l’objet auquel il appartient

## Rattacher, ajouter à côté et entre deux objets

canvas-choice-all = Les { $count } liens ensemble
canvas-reconnect-all = Rattacher { $count } liens de « { $name } » à « { $to } »
canvas-hint-reconnecting = Relâchez sur l’objet à relier désormais à « { $name } » · Échap annule
canvas-choose-new = Ajouter et relier
canvas-add-and-join = Nouveau : { $what }, comme { $link }
canvas-hint-adding = Choisissez l’objet à ajouter et à relier · Échap annule
canvas-hint-between = Relâchez pour l’insérer dans cette liaison · Échap annule

## Ajouter et nommer en tapant

canvas-do-insert = Insérer…
canvas-insert-hint = Quel objet ajouter ? Edge, SQL…
canvas-insert-nothing = Rien ne porte ce nom
canvas-hint-one = Tapez pour renommer · cliquez sur une poignée pour ajouter un objet associé, glissez-la pour relier · les flèches déplacent · Suppr met hors service

canvas-do-add-beside = Ajouter un objet associé…
canvas-nothing-beside = Sélectionnez un pool ou une passerelle : rien ne s’ajoute à côté d’un autre objet

canvas-all-beside = Ce qui accompagne d’ordinaire « { $name } » est déjà là

## Verrous

canvas-do-lock = Verrouiller ou déverrouiller
canvas-is-locked = « { $name } » est verrouillé à sa place ; déverrouillez-le pour le déplacer

## Sites réduits

canvas-do-collapse = Réduire ou développer le site
canvas-do-collapse-all = Réduire tous les sites
canvas-do-expand-all = Développer tous les sites
canvas-no-site = Sélectionnez un site, ou un objet qui s’y trouve
canvas-all-collapsed = Tous les sites sont réduits
canvas-all-expanded = Aucun site n’est réduit
canvas-in-collapsed = « { $name } » se trouve dans « { $site } », qui est réduit : { $keys } le développe
canvas-hint-collapsed-end = « { $site } » est réduit : développez-le pour relier ce qu’il contient
canvas-hint-collapsed = Un double-clic, ou { $keys }, développe le site

### ==== canvas: end ====


### ==== export: begin ====
## Dessins sur papier

export-client = Client : { $name }
export-author = Auteur : { $name }
export-version = Version { $name }
export-logo = Logo
export-dates = { $start } – { $end }
export-date-from = à partir du { $start }
export-date-until = jusqu’au { $end }
export-sheet = { $number } / { $all }
export-legend-version = Produit
export-legend-kind = Type
export-legend-change = Dans cette phase
export-legend-finding = Constats
export-legend-link = Liens

## Workbook: sheets

export-sheet-summary = Synthèse
export-sheet-hardware = Pic de matériel
export-sheet-pools = Pools par phase
export-sheet-servers = Serveurs
export-sheet-sql = SQL Server et magasins
export-sheet-links = Connexions
export-sheet-moves = Déplacements
export-sheet-names = Noms
export-sheet-records = Enregistrements DNS
export-sheet-certificates = Certificats
export-sheet-ports = Ports utilisés
export-sheet-firewall = Pare-feu
export-sheet-findings = Constats
export-sheet-accepted = Constats acceptés
export-sheet-not-checked = Non vérifié
export-sheet-incomplete = Objets incomplets
export-sheet-checklist = Liste de contrôle
export-sheet-rules = Règles et sources

## Workbook: what each table covers

export-note-summary = Ce qui est en place à la fin de chaque phase, ce que dit la vérification, et ce que contient chaque feuille.
export-note-hardware = Machines en place en même temps à la fin de chaque phase. Une machine qui porte plusieurs rôles compte une fois ; les serveurs SQL sont ceux qui n’appartiennent à aucun pool, et pour un cluster ses nœuds s’ils sont connus. Les colonnes Ajoutées et Retirées comparent à aujourd’hui. Les pools sans serveur connu demandent plus de machines qu’il n’en est compté ici, et les serveurs sans adresse enregistrée plus d’adresses.
export-note-pools = Chaque pool à la fin de chaque phase. Une cellule vide signifie que cela ne s’applique pas ; ce que le plan ne dit pas est noté inconnu.
export-note-servers = Chaque serveur avec ce que l’on sait de lui ou, à défaut, de son pool. Un serveur dont une propriété change a une ligne avant et une ligne après.
export-note-sql = Chaque instance SQL à la fin de chaque phase, avec ses magasins, les pools auxquels ils appartiennent et les utilisateurs de ces pools.
export-note-links = Chaque connexion du plan, selon l’objet d’où elle part, avec les phases où elle existe.
export-note-moves = Déplacements d’utilisateurs, de magasins et du magasin central de gestion, dans l’ordre des étapes. Quand tous les utilisateurs sont déplacés sans avoir été comptés, leur nombre est inconnu.
export-note-names = Chaque nom que donne le plan, l’objet qui le porte et les phases concernées, ainsi que chaque nom nécessaire et inconnu.
export-note-records = Enregistrements DNS que nomment les pages de migration et de planification de Microsoft, chacun avec sa page. Le tableau couvre ce que nomment ces pages : elles ne donnent pas de liste complète, et ce qu’elles ne disent pas est noté absent des sources.
export-note-certificates = Noms nécessaires dans les certificats, pour autant que les pages les nomment, par pool Edge, pool et passerelle ; les services web et les URL simples figurent dans le certificat du pool. Un pool Edge a un certificat interne et un certificat externe. L’Assistant Déploiement donne la liste définitive.
export-note-ports = Ports que nomment le plan ou les pages. Le tableau couvre ce qu’ils nomment et n’est pas la liste complète des ports du produit. Si les deux donnent un port et qu’ils diffèrent, le plan dit ce qui est configuré.
export-note-firewall = Ce qu’un pare-feu doit laisser passer, pour autant que les pages et le plan le nomment. Le tableau n’est pas une liste complète ; un port que les pages ne donnent pas est noté absent des sources.
export-note-findings = Constats que personne n’a acceptés, avec les phases concernées, les corrections possibles et la page sur laquelle repose la règle.
export-note-accepted = Constats acceptés : ils subsistent, et quelqu’un en a donné la raison.
export-note-not-checked = Règles qui n’ont pu être vérifiées pour un objet, et ce qu’elles attendent. Personne ne sait si ces points sont corrects.
export-note-incomplete = Objets à moitié décrits, et ce qui leur manque.
export-note-checklist = Travail qu’aucune information du plan ne permet de vérifier : quelqu’un s’en charge et le coche.
export-note-rules = Chaque règle que nomme ce classeur, avec son niveau et les pages sur lesquelles elle repose.

## Workbook: heads of columns

export-column-number = Nº
export-column-start = Début
export-column-end = Fin
export-column-from = Depuis la phase
export-column-until = Jusqu’à la phase
export-column-stands-until = Dernière phase
export-column-pools = Pools en place
export-column-users = Utilisateurs
export-column-without-users = Pools aux utilisateurs inconnus
export-column-sql-hosts = Serveurs SQL
export-column-machines = Machines en tout
export-column-sql-servers = Serveurs SQL distincts
export-column-peak = Pic
export-column-added = Ajoutées à aujourd’hui
export-column-gone = Retirées depuis aujourd’hui
export-column-file-stores = Partages de fichiers
export-column-gateways = Passerelles
export-column-addresses = Adresses IP des serveurs
export-column-names = Noms DNS
export-column-certificates = Certificats
export-column-without-addresses = Serveurs sans adresse enregistrée
export-column-without-names = Noms inconnus
export-column-without-servers = Pools sans serveur connu
export-column-product-unknown = Produit inconnu
export-column-companions = Serveurs d’accompagnement
export-column-change = Dans cette phase
export-column-stores = Magasins
export-column-what = Ce qui est déplacé
export-column-moved = De qui
export-column-source = De
export-column-target = Vers
export-column-target-product = Produit de la cible
export-column-target-kind = Type de la cible
export-column-tool = Outil
export-column-remark = Remarque
export-column-name-of = Nature du nom
export-column-link = Type de connexion
export-column-copy = Copie
export-column-record = Enregistrement
export-column-side = Côté
export-column-leads-to = Mène à
export-column-purpose = Pour
export-column-certificate = Certificat
export-column-name-needed = Nom nécessaire
export-column-service = Service concerné
export-column-port-of-plan = Port dans le plan
export-column-port-of-page = Port dans la source
export-column-comes-from = Vient de
export-column-name-met = Nom sur place
export-column-needed = Nécessaire
export-column-rule = Règle
export-column-page = Page source
export-column-page-date = Source du
export-column-level = Niveau
export-column-title = Titre
export-column-finding = Constat
export-column-related = Avec
export-column-also = Enfreint aussi
export-column-fixes = Que faire
export-column-reason = Raison
export-column-by = Par
export-column-on = Le
export-column-accepted-until = Accepté jusqu’à la fin de
export-column-missing = Ce qui est inconnu
export-column-done = État
export-column-to-do = Ce dont il faut s’occuper
export-column-decided-by = Porte sur
export-column-level-of-pack = Niveau selon les règles
export-column-level-of-plan = Niveau choisi par le plan
export-column-errors = Erreurs
export-column-warnings = Avertissements
export-column-advice = Conseils
export-column-accepted = Acceptés

## Workbook: words in cells

export-untitled = Plan sans titre
export-unknown = inconnu
export-unsaid = absent des sources
export-none = Aucun élément
export-peak = Pic
export-chart-hardware = Machines en place en même temps
export-default-instance = instance par défaut
export-store = { $store } : { $pools }
export-store-copy = { $store } ({ $copy }) : { $pools }
export-store-idle = { $store } : aucun pool
export-not-applied = Cette étape ne s’applique pas dans l’état du plan ; rien n’est déplacé
export-vendor = Générateur de topologie : { $message }
export-done = Fait
export-to-do = À faire
export-lead-load-balancer = l’équilibreur de charge matériel
export-lead-reverse-proxy = le proxy inverse
export-side-internal = Interne
export-side-external = Externe
export-record-host = A ou AAAA
export-record-srv = SRV
export-certificate-pool = Du pool
export-certificate-edge-internal = Edge, interne
export-certificate-edge-external = Edge, externe
export-certificate-gateway = De la passerelle
export-peer-internet = Clients sur Internet
export-peer-partners = Partenaires fédérés
export-peer-xmpp-partners = Partenaires XMPP
export-peer-reverse-proxy = Proxy inverse
export-peer-front-ends = Serveurs frontaux de chaque pool
export-more-rows = { $count ->
    [one] { $count } autre ligne, pour laquelle une feuille n’a pas de place
   *[other] { $count } autres lignes, pour lesquelles une feuille n’a pas de place
}
export-failed = Impossible de créer le classeur : { $reason }

## Workbook: the summary

export-section-phases = Phases du plan
export-section-check = Ce que dit la vérification
export-section-contents = Feuilles et nombre de lignes
export-section-notes = Remarques sur le plan
export-note-line = Ligne { $line }
export-about-client = Client
export-about-author = Auteur
export-about-version = Version
export-about-date = Date
export-about-target = Migration vers
export-about-stages = Ces phases seulement
export-about-check = Vérification
export-about-program = Créé avec
export-count-not-checked = Non vérifiés
export-count-incomplete = Objets incomplets
export-count-to-do = Liste de contrôle : reste à faire
## Dessins pour d’autres

export-overview = Vue d’ensemble
export-cannot-pack = Le fichier n’a pas pu être assemblé : { $reason }
export-changes = Dans cette phase : { $changes }
export-links-change = Cette phase ne change que les liens entre objets
export-no-change = Cette phase ne change aucun objet dessiné
export-no-finding = Aucun constat ici
export-finding = { $level } { $code } : { $message }
export-finding-of = { $level } { $code } · { $object } : { $message }
export-finding-accepted = { $finding } (accepté par { $by } : { $reason })
export-data-kind = Nature
export-data-state = Dans cette phase
export-data-finding = Constat
export-state-added = nouveau
export-state-removed = retiré
export-state-changed = modifié
export-state-emptied = les utilisateurs partent

## Runbook

export-planned = Planification : { $when }
export-owner = Responsable : { $name }
export-length = Durée : { $length }
export-own-commands = Commandes propres :
export-before = Avant :
export-how = Comment :
export-steps = Dans le plan :
export-verify = Vérifier :
export-rollback-documented = Retour en arrière, tel que documenté :
export-rollback-advice = Retour en arrière, notre conseil :
export-way-back = Retour arrière :
export-lost = Ce que le retour arrière ne rétablit pas :
export-rests = { $rests }.
export-prerequisite-done = { $code } « { $title } » : évaluée, rien à signaler
export-prerequisite-broken = { $code } « { $title } » : { $found }
export-prerequisite-open = { $code } « { $title } » : non vérifiée, tant que ceci n’est pas connu : { $missing }
export-prerequisite-by-hand = { $code } « { $title } » : non vérifiée, à contrôler par quelqu’un
export-rollback-nowhere = Retour arrière, non documenté :
export-no-return = À partir d’ici, aucun retour en arrière n’est possible.
export-pages = Pages :
export-page-french = Page française du guide pour OCS 2007 R2
export-page-reference = Référence PowerShell
export-open = À remplir
export-script-note = Rien ne s’exécute tel quel : retirez le signe de commentaire, ligne par ligne. Ce qui est entre chevrons est à remplir.

## Les formats d’exportation et leurs choix

export-form-svg = SVG
export-form-png = PNG
export-form-pdf = PDF
export-form-drawio = draw.io
export-form-pptx = PowerPoint
export-form-vsdx = Visio
export-form-xlsx = Excel
export-form-html = Rapport HTML
export-form-md = Rapport Markdown
export-form-report = Rapport PDF
export-form-runbook-html = Mode opératoire HTML
export-form-runbook-md = Mode opératoire Markdown
export-form-runbook-ps1 = Scripts PowerShell
export-for-svg = Un dessin net à toute taille, pour les documents et les pages web
export-for-png = Une image en pixels, pour les messages et les diapositives
export-for-pdf = Une page par phase, à imprimer et à envoyer
export-for-drawio = Un dessin modifiable dans draw.io, dont les lignes restent attachées à leurs extrémités
export-for-pptx = Des diapositives modifiables, avec les constats dans les commentaires
export-for-vsdx = Un dessin modifiable dans Visio, avec les faits en données de forme
export-for-xlsx = Des tableaux à filtrer et à compter : matériel, noms, ports, constats, liste de contrôle
export-for-html = Tout le plan en un fichier pour le navigateur : synthèse, phases, risques, règles
export-for-md = Le texte et les tableaux du rapport en texte brut, pour les wikis et la gestion de versions
export-for-report = Le rapport à imprimer et à signer : couverture, synthèse, phases, risques, règles
export-for-runbook-html = Ce qui est à faire, pas à pas, avec les commandes, les vérifications et le retour en arrière, en un fichier pour le navigateur
export-for-runbook-md = Ce qui est à faire, pas à pas, avec les commandes, les vérifications et le retour en arrière, en texte brut
export-for-runbook-ps1 = Les commandes de chaque phase, en commentaire jusqu’à ce que quelqu’un en ôte la marque
export-which-shown = Phase affichée
export-which-all = Toutes
export-which-some = Choisir
export-theme-light = Clair
export-theme-dark = Sombre
export-theme-print = Pour l’impression
export-paper-a4 = A4
export-paper-a3 = A3
export-paper-letter = US Letter
export-paper-none = Taille naturelle

## Le rapport

report-kind = Rapport de migration
report-file-title = { $title } : rapport de migration
report-contents = Sommaire
report-skip = Aller au rapport
report-switch = Choix de la phase
report-switch-show = Afficher
report-switch-all = Toutes les phases
report-switch-earlier = Précédente
report-switch-later = Suivante
report-natural-size = Taille naturelle
report-drawing-of = Dessin de « { $phase } »
report-owner = Responsable
report-period = Période
report-summary = Synthèse
report-verdict-nothing = Il n’existe pas de règles pour cette cible : rien n’a été vérifié.
report-verdict-clean = Aucune erreur et aucun avertissement n’ont été constatés en dehors de ce qui est accepté.
report-verdict-warnings = { $count ->
    [one] Aucune erreur non acceptée n’a été constatée ; un avertissement reste ouvert.
   *[other] Aucune erreur non acceptée n’a été constatée ; { $count } avertissements restent ouverts.
}
report-verdict-errors = { $count ->
    [one] Une erreur reste ouverte : en l’état, le plan enfreint une règle.
   *[other] { $count } erreurs restent ouvertes : en l’état, le plan enfreint des règles.
}
report-verdict-warnings-too = { $count ->
    [one] Un avertissement reste ouvert également.
   *[other] { $count } avertissements restent ouverts également.
}
report-verdict-accepted = { $count ->
    [one] Un constat est accepté, avec sa raison.
   *[other] { $count } constats sont acceptés, avec leurs raisons.
}
report-verdict-undecided = { $count ->
    [one] Une règle n’a pu être vérifiée partout ({ $waiting } nulle part, { $partly } pour certains objets seulement) : personne ne sait si le plan l’enfreint à ces endroits.
   *[other] { $count } règles n’ont pu être vérifiées partout ({ $waiting } nulle part, { $partly } pour certains objets seulement) : personne ne sait si le plan les enfreint à ces endroits.
}
report-verdict-off = { $count ->
    [one] Une règle est désactivée par le plan.
   *[other] { $count } règles sont désactivées par le plan.
}
report-verdict-to-do = { $count ->
    [one] Un point de la liste de contrôle reste à faire.
   *[other] { $count } points de la liste de contrôle restent à faire.
}
report-machines-unknown = Les machines sont les serveurs et les serveurs SQL que le plan nomme ou place. Certains pools n’ont pas de serveur connu : il y a plus de machines que le compte donné ici.
report-machines = Nombre de machines
report-machines-new = Nouvelles machines
report-users-moved = Utilisateurs déplacés
report-column-warnings = Avertissements
report-figure-phases = Nombre de phases
report-figure-machines-start = Machines au début
report-figure-machines-peak = Machines au plus fort
report-figure-machines-end = Machines à la fin
report-figure-machines-new = Machines ajoutées
report-figure-machines-gone = Machines retirées
report-moved-and-unknown = { $known } et { $unknown } déplacements sans nombre
report-users-and-unknown = { $known } ; inconnu pour { $pools ->
    [one] un pool
   *[other] { $pools } pools
}
report-users-end = Utilisateurs à la fin
report-pools = Pools en place
report-pools-of = Pools en place à la fin de « { $phase } »
report-changes = Modifications
report-steps-of = Étapes de « { $phase } »
report-no-steps = Cette phase ne comporte aucune étape.
report-column-step = Ce qui est fait
report-not-applied = Cette étape ne s’applique pas dans l’état du plan : elle ne change rien
report-findings = Constats
report-findings-of = Constats qui commencent à « { $phase } »
report-finding = { $object } : { $message }
report-accepted-by = Accepté par { $by } : { $reason }
report-accepted-until = jusqu’à la fin de « { $phase } »
report-column-stands = Phases concernées
report-stands = { $first } à { $last }
report-no-new-finding = Aucun nouveau constat ici.
report-old-findings = Des constats de phases antérieures subsistent, pour les règles { $codes }.
report-hardware = Machines de cette phase
report-machines-end = Machines à la fin de la phase
report-machines-peak = { $count }, le maximum du plan
report-machines-beyond = Dont absentes aujourd’hui
report-machines-added = Nouvelles dans cette phase
report-machines-retired = Retirées dans cette phase
report-machines-named = { $count } : { $names }
report-rollback = Retour arrière
report-rollback-of = Retour arrière depuis « { $phase } »
report-rollback-nothing = Aucune étape de cette phase n’est à défaire pour revenir en arrière.
report-note-rollback = Pour revenir en arrière, défaites les étapes dans l’ordre inverse. Ce qui est appelé notre conseil n’est que l’opération inverse, qu’aucune page de Microsoft ne décrit.
report-column-steps = Étapes
report-column-lost = Non rétabli
report-lost-of = Non rétabli lors d’un retour arrière depuis « { $phase } »
report-column-way = Comment revenir en arrière
report-column-rests = Repose sur
report-target = Cible
report-target-reached = À la fin de « { $phase } », il ne reste aucun pool d’un produit plus ancien que { $product }.
report-target-left = À la fin de « { $phase } », il reste { $count ->
    [one] un pool d’un produit plus ancien : { $names }.
   *[other] { $count } pools de produits plus anciens : { $names }.
}
report-target-no-rules = Il n’existe pas de règles pour la cible de « { $phase } » : personne ne sait quels produits sont plus anciens.
report-target-unknown = { $count ->
    [one] Le produit d’un pool est inconnu.
   *[other] Le produit de { $count } pools est inconnu.
}
report-target-drawing = Le dessin de « { $phase } » montre la cible.
report-risks = Risques
report-note-risks = Chaque erreur et chaque avertissement, ceux qui sont ouverts d’abord. Le niveau est celui de la règle, tel que les règles de la cible le fixent ou que le plan l’a choisi. Une erreur : Microsoft ne le prend pas en charge ou exige le contraire, le générateur de topologie le refuse, ou la procédure documentée échoue. Un avertissement : c’est pris en charge avec des limites ou des risques, ou déconseillé. Ce n’est pas une probabilité, et rien ici ne dit si un risque est vraisemblable ou coûteux.
report-no-risk = Aucune erreur et aucun avertissement n’ont été constatés. Ce qui n’a pu être vérifié peut tout de même comporter des risques.
report-column-risk = Risque
report-risk-open = Ouvert
report-risk-accepted = Accepté
report-see-rule = Aucune correction n’est proposée
report-none-accepted = Aucun constat n’est accepté.
report-not-checked = Ce qui n’a pas été vérifié
report-undecided = Règles qui n’ont pu être vérifiées
report-all-decided = Aucune règle n’attend d’information.
report-column-objects = Objets
report-column-concerns = Concerne
report-rules = Annexe : règles et sources
report-note-rules = Chaque règle que nomme ce rapport, avec son niveau et les pages sur lesquelles elle repose.
report-column-sources = Pages sources
report-level-chosen = Niveau choisi par le plan ; selon les règles : { $level }. Raison : { $reason }
report-no-source = Sans source : une règle sur le plan lui-même
report-sign-off = Approbation
report-sign-text = Le signataire a lu ce rapport sur « { $title } », avec ses risques, ses constats acceptés et ce qui n’a pas été vérifié.
report-sign-role = Rôle
report-sign-name = Nom
report-sign-date = Date de signature
report-sign-signature = Signature manuscrite
report-sign-prepared = Préparé par
report-sign-checked = Vérifié par
report-sign-operations = Pour l’exploitation
report-sign-approved = Approuvé par
### ==== export: end ====


### ==== cli: begin ====

## Help

cli-about = Concevoir la migration côte à côte d’un déploiement Lync ou Skype for Business Server, et voir chaque violation dans chaque phase
cli-about-check = Vérifier un plan ou une topologie selon les règles
cli-about-inventory = Lister les sites, pools, instances SQL, magasins de fichiers et passerelles
cli-about-import = Créer un plan à partir d’une topologie
cli-about-propose = Proposer un plan en phases pour une topologie
cli-about-runbook = Écrire ce qui se fait dans chaque phase, avec commandes, vérifications et retour en arrière
cli-about-rollback = Montrer le retour arrière depuis une phase : les étapes, ce qui n’est pas rétabli, et ce qu’en disent les règles
cli-about-export = Dessiner des phases d’un plan en SVG, PNG ou PDF, ou écrire le plan sous forme de rapport, de classeur ou de dessin à modifier
cli-about-explain = Dire ce qu’une règle vérifie, pourquoi, et que faire
cli-about-rules = Lister toutes les règles
cli-usage-heading = Utilisation :
cli-usage = coexist [FICHIER | --example NOM], ou coexist COMMANDE
cli-usage-check = coexist check FICHIER [--target RÈGLES] [--format text|json|sarif] [--fail-on error|warning|advice|never] [--lang en|fr]
cli-usage-inventory = coexist inventory FICHIER [--phase N] [--format text|json|csv] [--lang en|fr]
cli-usage-import = coexist import SOURCE -o FICHIER.coexist [--force] [--lang en|fr]
cli-usage-propose = coexist propose SOURCE -o FICHIER.coexist [--strategy pool-per-pool|consolidate] [--names PATTERN] [--pilot POOL] [--test-users N] [--pilot-percent 0-100] [--no-directors] [--no-office-web-apps] [--new-chat-clients] [--os OS] [--sql VERSION [--sql-edition EDITION]] [--force] [--lang en|fr]
cli-usage-runbook = coexist runbook FICHIER -o SORTIE.md|.html|.ps1 [--lang en|fr]
cli-usage-rollback = coexist rollback FICHIER [--from N] [--to N] [-o SORTIE.md|.txt|.coexist] [--lang en|fr]
cli-usage-export = coexist export FICHIER -o DESSIN.svg|.png|.pdf|.xlsx|.html|.md [--phase N|all] [--theme light|dark|print] [--paper a4|a3|letter|none] [--scale X] [--transparent] [--findings] [--report] [--lang en|fr]
cli-usage-explain = coexist explain CODE [--lang en|fr]
cli-usage-rules = coexist rules [--format text|json] [--lang en|fr]
# The colon is put after these as they are.
cli-commands = Commandes{ "\u00A0" }
cli-arguments = Arguments{ "\u00A0" }
cli-options = Options{ "\u00A0" }
cli-name-file = FICHIER
cli-name-pack = RÈGLES
cli-help-file = Un plan, ou une topologie : tbxml, XML, archive zip d’Export-CsConfiguration, TopologyInput
cli-help-window-file = Un plan ou une topologie à ouvrir dans la fenêtre
cli-help-example = Ouvrir un exemple dans la fenêtre : contoso, fabrikam ou tailspin
cli-help-source = Une topologie : tbxml, XML, archive zip d’Export-CsConfiguration, TopologyInput
cli-help-plan = Où écrire le plan
cli-help-propose-source = Une topologie, ou un plan sans phases
cli-help-strategy = pool-per-pool, par défaut : un nouveau pool pour chaque pool hérité ; consolidate : un seul pour les pools d’un site
cli-help-names = Comment nommer les nouveaux pools : {"{old}"} est l’ancien nom sans son numéro, {"{release}"} la version, {"{kind}"} le type de pool, {"{site}"} le site ; par défaut {"{old}{release}"}
cli-help-pilot = Le pool frontal hérité dont le successeur est le pilote ; choisi pour vous par défaut
cli-help-test-users = Combien d’utilisateurs testent le pool pilote ; 20 par défaut
cli-help-pilot-percent = Combien des autres, en pour cent, sont déplacés avant tout le monde ; 10 par défaut
cli-help-no-directors = Pas de nouveaux directeurs : les serveurs frontaux font le travail des anciens
cli-help-no-office-web-apps = Pas de serveur Office Web Apps
cli-help-new-chat-clients = Les clients Group Chat sont configurés de nouveau
cli-help-os = Le système d’exploitation des nouveaux serveurs, par exemple 2008-r2 ou 2012
cli-help-sql = Le SQL Server des nouvelles bases, par exemple sql-2012
cli-help-sql-edition = Son édition ; standard par défaut
cli-help-force = Remplacer un plan qui existe déjà
cli-help-runbook = Où l’écrire ; son extension dit sous quelle forme : .md, .html ou .ps1, un script par phase : SORTIE-1.ps1, SORTIE-2.ps1, etc.
cli-help-rollback-from = La phase dont on revient ; la dernière par défaut
cli-help-rollback-to = Retour à la fin de cette phase, 0 pour aujourd’hui ; la précédente par défaut
cli-help-rollback = Où l’écrire : .md ou .txt ; .coexist est le plan, avec le retour arrière comme phase. Sur la sortie standard par défaut
cli-rollback-not-earlier = Un retour arrière mène à une phase antérieure.
cli-help-drawing = Où écrire le dessin, le classeur ou le rapport ; sa terminaison dit lequel : .svg, .png, .pdf, .drawio, .pptx, .vsdx, .xlsx, .html ou .md
cli-help-phase-or-all = La phase : 0 pour aujourd’hui ; par défaut la dernière pour SVG et PNG, toutes pour les autres ; all : une page pour chacune, ou un fichier : DESSIN-0.svg, DESSIN-1.svg et ainsi de suite
cli-help-paper = Le papier ; par défaut a4 pour un PDF et none, la taille naturelle, pour SVG et PNG
cli-help-scale = Pour PNG : pixels par unité de 1/96 pouce ; 2 par défaut
cli-help-transparent = Sans fond
cli-help-findings = Avec les marques des constats
cli-help-report = D’un PDF : le rapport entier, comme pour .html et .md, et non les dessins seuls
cli-help-phase = La phase : 0 pour aujourd’hui ; la dernière par défaut
cli-help-target = Les règles de cette cible, pour toutes les phases : lync-2013
cli-help-format = La forme de la réponse ; text par défaut
cli-help-fail-on = Terminer avec le statut 1 à partir de ce niveau ; error par défaut
cli-help-theme = Les couleurs ; light par défaut, print pour les dessins d’un rapport ; pour SVG, PNG et PDF
cli-help-code = Le code d’une règle : SQL-001
cli-help-lang = La langue ; celle du système par défaut
cli-help-help = Afficher cette aide
cli-help-version = Afficher la version
cli-see-help = « coexist --help » liste ce qui peut être demandé

## What is wrong with the arguments

cli-unknown-argument = « { $argument } » n’est pas un argument attendu ici
cli-value-missing = { $argument } attend une valeur
cli-value-not-of = « { $value } » n’est pas une valeur de { $argument } ; valeurs possibles : { $values }
cli-value-no-percent = { $argument } attend un nombre entier de 0 à 100, et « { $value } » n’en est pas un
cli-value-no-number = { $argument } attend un nombre entier, et « { $value } » n’en est pas un
cli-value-no-phase = { $argument } attend le numéro d’une phase ou « all », et « { $value } » n’est ni l’un ni l’autre
cli-value-no-scale = { $argument } attend un nombre supérieur à 0 et d’au plus { $most }, et « { $value } » n’en est pas un
cli-arguments-missing = Il manque { $arguments }
cli-argument-twice = { $argument } est donné plusieurs fois
cli-arguments-conflict = { $argument } ne peut pas accompagner d’autres arguments
cli-arguments-not-understood = Les arguments n’ont pas été compris

## What could not be done

cli-cannot-write = Impossible d’écrire : { $reason }
cli-cannot-draw = Impossible d’écrire le dessin : { $reason }
    { $path }
cli-over-input = « { $path } » est le fichier à lire et serait perdu : donnez un autre nom après -o
cli-over-plan = « { $path } » est déjà un plan et serait perdu : donnez un autre nom après -o, ou ajoutez --force pour le remplacer
cli-over-other = « { $path } » existe déjà et n’est pas un plan : donnez un autre nom au plan après -o
cli-draw-over-plan = « { $path } » est un plan, par son contenu ou par son nom, et le dessin prendrait sa place : donnez un autre nom après -o
cli-unknown-ending = « { $path } » ne dit pas quoi écrire : donnez après -o un nom qui se termine par { $endings }
cli-option-of-pages = { $option } règle l’aspect d’une page SVG, PNG ou PDF, et « { $path } » n’en est pas une : retirez cette option
cli-report-of-pdf = --report fait d’un PDF un rapport, et « { $path } » n’en est pas un : retirez cette option ; .html et .md sont toujours des rapports
cli-option-of-drawings = { $option } règle l’aspect de dessins seuls, et « { $path } » est un rapport, qui en décide lui-même : retirez cette option
cli-scale-of-png = --scale est la finesse d’un PNG, et « { $path } » n’en est pas un : retirez cette option ; SVG et PDF sont nets à toute taille
cli-one-file = « { $path } » reçoit un seul dessin, et chaque phase est un fichier à part : donnez un numéro à --phase
cli-picture-too-large = L’image aurait { $width } × { $height } pixels, ce qui est trop grand : donnez --scale { $scale } ou moins
cli-drawing-broken = Le dessin n’a pas pu être fait ; « { $path } » n’a pas été touché. C’est une erreur du programme
cli-no-such-phase = Il n’y a pas de phase { $phase } : ce plan a les phases 0 (aujourd’hui) à { $last }
cli-no-such-pack = Il n’y a pas de règles pour la cible « { $pack } » ; cibles possibles : { $packs }
cli-no-such-rule = Il n’y a pas de règle « { $code } » : « coexist rules » les liste
cli-already-a-plan = « { $path } » est déjà un plan : import lit des topologies
cli-no-window = Cette version n’a que la ligne de commande : elle a été compilée sans la fenêtre

## Check

cli-pack = règles « { $id } »
cli-check-head = { $file } · cible { $target } · { $phases ->
    [0] aujourd’hui seulement
    [one] aujourd’hui et une phase
   *[other] aujourd’hui et { $phases } phases
}
cli-finding = { $level } { $code } · { $title }
cli-finding-at = { $subject }
cli-finding-until = { $subject } · jusqu’à { $last }
cli-fix = Correction : { $fix }
cli-fix-safe = Correction (sûre) : { $fix }
cli-fix-hint = Que faire : { $fix }
cli-checklist = Liste de contrôle, à vérifier par vous-même :
cli-checklist-open = [ ] { $code } · { $subject } · { $title }
cli-checklist-done = [x] { $code } · { $subject } · { $title }
cli-levels = Niveaux choisis par le plan :
cli-level-chosen = { $code } · { $level } ; les règles disent { $pack }
cli-level-reason = { $code } · { $level } ; les règles disent { $pack } ; { $reason }
cli-sarif-not-checked = Non vérifié pour { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}, il manque : { $missing }
cli-sarif-to-do = { $title } ({ $subject })
cli-vendor = Générateur de topologie : { $message }
cli-related = Avec : { $names }
cli-also = Enfreint aussi : { $codes }
cli-accepted = Accepté par { $by } : { $reason }
cli-accepted-on = Accepté le { $on }
cli-accepted-until = Accepté jusqu’à la fin de la phase « { $phase } »
cli-not-checked = Non vérifié, car il manque une information :
cli-not-checked-line = { $code } · { $count ->
    [one] { $count } objet
   *[other] { $count } objets
} · manque : { $missing }
cli-incomplete = Incomplet :
cli-incomplete-line = { $subject } · manque : { $missing }
cli-notes = Remarques :
cli-note-line = Ligne { $line } : { $note }
cli-no-finding = Aucun constat
cli-count-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
cli-count-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
cli-count-advice = { $count ->
    [one] { $count } conseil
   *[other] { $count } conseils
}
cli-count-accepted = { $count ->
    [one] { $count } accepté
   *[other] { $count } acceptés
}
cli-count-incomplete = { $count ->
    [one] { $count } incomplet
   *[other] { $count } incomplets
}
cli-count-not-checked = { $count ->
    [one] { $count } non vérifié
   *[other] { $count } non vérifiés
}

## Inventory

cli-inventory-stage = Inventaire : { $stage }
cli-count-sites = { $count ->
    [one] { $count } site
   *[other] { $count } sites
}
cli-count-pools = { $count ->
    [one] { $count } pool
   *[other] { $count } pools
}
cli-count-sql-instances = { $count ->
    [one] { $count } instance SQL
   *[other] { $count } instances SQL
}
cli-count-file-stores = { $count ->
    [one] { $count } magasin de fichiers
   *[other] { $count } magasins de fichiers
}
cli-count-gateways = { $count ->
    [one] { $count } passerelle
   *[other] { $count } passerelles
}
cli-count-servers = { $count ->
    [one] { $count } serveur
   *[other] { $count } serveurs
}
cli-count-machines = { $count ->
    [one] { $count } machine
   *[other] { $count } machines
}, { $beyond } de plus qu’aujourd’hui
cli-count-users = { $count ->
    [one] { $users } utilisateur
   *[other] { $users } utilisateurs
}

## Import, export

cli-imported = { $plan } · { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
} · { $pools ->
    [one] { $pools } pool
   *[other] { $pools } pools
}
cli-exported = { $file } est écrit
cli-proposed = { $plan } · { $phases ->
    [one] une phase
   *[other] { $phases } phases
} · { $errors ->
    [0] aucune erreur
    [one] une erreur
   *[other] { $errors } erreurs
} · { $warnings ->
    [0] aucun avertissement
    [one] un avertissement
   *[other] { $warnings } avertissements
}
cli-taken-for-granted = Le plan suppose ceci :
cli-no-such-pilot = Aucun pool frontal hérité ne s’appelle « { $pool } ». Il y a : { $pools }
cli-not-proposed = Rien n’est proposé. { $reason }

## Rules

cli-level-in = { $code } : { $level } pour { $target }
cli-level-off = Désactivé
cli-covers = Couvre : { $codes }

## Diff et status

cli-about-diff = Dire ce qui diffère entre deux phases d’un plan, ou entre deux plans ou topologies
cli-about-status = Dire quelle phase un déploiement a atteinte, et ce qui n’y est pas comme prévu
cli-usage-diff = coexist diff PLAN [--from N] [--to N], ou diff FICHIER AUTRE [--stage-a N] [--stage-b N], avec [--format text|json] [--lang en|fr]
cli-usage-status = coexist status PLAN TOPOLOGIE [--phase N] [--format text|json] [--lang en|fr]
cli-name-other = AUTRE
cli-help-diff-file = Un plan ou une topologie
cli-help-diff-other = Un autre plan ou une autre topologie ; sans lui, deux phases du même plan sont comparées
cli-help-from = La phase comparée : 0 pour aujourd’hui, valeur par défaut
cli-help-to = La phase à laquelle elle est comparée ; la dernière par défaut
cli-help-stage-a = La phase de FICHIER ; la dernière par défaut, et pour deux plans tout, depuis aujourd’hui
cli-help-stage-b = La phase d’AUTRE ; la dernière par défaut
cli-help-status-plan = Le plan
cli-help-status-topology = Le déploiement tel qu’il est : tbxml, XML ou archive zip d’Export-CsConfiguration
cli-help-status-phase = Comparer à cette phase, 0 pour aujourd’hui ; par défaut à celle qui présente le moins de différences
cli-diff-head = { $before } · { $from } → { $after } · { $to }
cli-diff-removed = { $count ->
    [one] Un objet retiré
   *[other] { $count } objets retirés
}
cli-diff-added = { $count ->
    [one] Un objet ajouté
   *[other] { $count } objets ajoutés
}
cli-diff-changed = { $count ->
    [one] Un objet modifié
   *[other] { $count } objets modifiés
}
cli-diff-plan = Phases, étapes et décisions : { $count ->
    [one] un changement
   *[other] { $count } changements
}
cli-diff-none = Aucune différence
cli-status-head = { $plan } · { $topology }
cli-status-compared = Comparé à « { $stage } »
cli-status-steps = Étapes
cli-status-step = { $number } · { $progress } · { $step }
cli-status-drift = Pas comme prévu : { $count }
cli-status-under-way = En cours : { $count }
cli-status-learned = Inconnu dans le plan : { $count }
cli-status-as-planned = Comme prévu

### ==== cli: end ====


### ==== ui-shell: begin ====

ui-shell-menus = Menus
ui-shell-menu-file = Fichier
ui-shell-menu-edit = Édition
ui-shell-menu-select = Sélection
ui-shell-menu-view = Affichage
ui-shell-menu-look = Apparence
ui-shell-menu-arrange = Disposition
ui-shell-menu-phase = Phase
ui-shell-menu-help = Aide
ui-shell-new-plan = Nouveau plan
ui-shell-open = Ouvrir…
ui-shell-example-contoso = Exemple : Contoso
ui-shell-example-fabrikam = Exemple : Fabrikam
ui-shell-example-tailspin = Exemple : Tailspin
ui-shell-add-topology = Ajouter une topologie…
ui-shell-add-topology-tip = Ajoute à Aujourd’hui les objets d’un autre fichier de topologie
ui-shell-topology-added = Ajouter la topologie « { $name } »
ui-shell-save = Enregistrer
ui-shell-save-as = Enregistrer sous…
ui-shell-close-plan = Fermer le plan
ui-shell-quit = Quitter
ui-shell-undo = Annuler
ui-shell-undo-what = Annuler : { $what }
ui-shell-redo = Rétablir
ui-shell-redo-what = Rétablir : { $what }
ui-shell-find = Rechercher
ui-shell-retire = Supprimer ou mettre hors service
ui-shell-retire-tip = Dans Aujourd’hui, les objets sélectionnés quittent le plan ; dans une phase, ils sont mis hors service à partir d’elle
ui-shell-fix-all = Appliquer toutes les corrections sûres
ui-shell-fix-all-tip = Seulement les corrections dont l’intention est certaine et qui ne perdent rien
ui-shell-toggle-objects = Objets et phase
ui-shell-toggle-inspector = Inspecteur
ui-shell-toggle-problems = Problèmes
ui-shell-toggle-ghosts = Objets des autres phases
ui-shell-toggle-ghosts-tip = Dessine la place des objets déjà partis ou encore à venir
ui-shell-line = Dessiner en lignes : { $kind }
ui-shell-context-menu = Menu de la sélection
ui-shell-next-problem = Problème suivant
ui-shell-next-area = Clavier vers la zone suivante
ui-shell-previous-area = Clavier vers la zone précédente
ui-shell-theme-of-system = Thème du système
ui-shell-theme-light = Thème clair
ui-shell-theme-dark = Thème sombre
ui-shell-theme-contrast = Contraste élevé, comme le système
ui-shell-theme-contrast-light = Contraste élevé, clair
ui-shell-theme-contrast-dark = Contraste élevé, sombre
ui-shell-language = Langue : { $name }
ui-shell-add-phase = Ajouter une phase
ui-shell-previous-phase = Phase précédente
ui-shell-next-phase = Phase suivante
ui-shell-rename-phase = Renommer la phase
ui-shell-move-phase-earlier = Avancer la phase
ui-shell-move-phase-later = Reculer la phase
ui-shell-merge-phase = Fusionner avec la précédente
ui-shell-merge-phase-tip = Les étapes rejoignent celles de la phase précédente
ui-shell-delete-phase = Supprimer la phase
ui-shell-delete-phase-tip = Avec ses étapes
ui-shell-add-activity = Ajouter une activité…
ui-shell-add-activity-tip = Un travail qui ne change rien à la topologie : sauvegarde, enregistrement DNS, mise à jour
ui-shell-shortcuts = Raccourcis clavier
ui-shell-about = À propos de Coexist
ui-shell-needs-a-plan = Ouvrez d’abord un plan
ui-shell-needs-a-phase = Choisissez d’abord une phase ; cela n’existe pas dans Aujourd’hui
ui-shell-is-saving = L’enregistrement est en cours
ui-shell-nothing-to-undo = Il n’y a rien à annuler
ui-shell-nothing-to-redo = Il n’y a rien à rétablir
ui-shell-nothing-selected = Sélectionnez d’abord un objet
ui-shell-no-sheet = Revenez d’abord à la feuille
ui-shell-no-findings = Il n’y a aucun constat
ui-shell-no-safe-fix = Aucun constat n’a de correction assez sûre pour être appliquée sans être vue
ui-shell-is-today = Rien ne précède Aujourd’hui
ui-shell-is-first-phase = C’est la première phase
ui-shell-is-last-phase = C’est la dernière phase
ui-shell-tab-objects = Objets
ui-shell-tab-phase = Phase
ui-shell-untitled = Plan sans titre
ui-shell-saved = enregistré
ui-shell-saving = enregistrement…
ui-shell-not-saved = non enregistré
ui-shell-judged-by = Règles : { $pack }
ui-shell-problems-said = Problèmes : { $counts }
ui-shell-tagline = Concevez une migration côte à côte, phase par phase, et voyez à tout moment quelle règle est enfreinte, où et pourquoi
ui-shell-opening = Ouverture…
ui-shell-start-open = Ouvrir une topologie ou un plan
ui-shell-start-open-tip = Fichiers du Générateur de topologie (tbxml), XML, archives d’Export-CsConfiguration, plans Coexist
ui-shell-start-contoso-tip = De Lync Server 2010 à 2013 en huit phases, toutes prises en charge
ui-shell-start-fabrikam-tip = Un plan avec cinq erreurs, pour voir à quoi ressemblent les constats
ui-shell-start-tailspin-tip = Une migration entière, avec au moins une erreur dans chaque domaine des règles
ui-shell-start-empty = Plan vide
ui-shell-start-empty-tip = Partir de rien et dessiner le déploiement d’aujourd’hui
ui-shell-recent = Fichiers récents
ui-shell-drop-here = Un fichier déposé n’importe où dans cette fenêtre s’ouvre aussi
ui-shell-recovery = « { $name } » n’était pas enregistré quand Coexist s’est arrêté. Ce qui a été mis de côté date du { $when } ({ $size } ko)
ui-shell-recover = Récupérer
ui-shell-discard = Jeter
ui-shell-recovery-keeps = Sinon, c’est conservé
ui-shell-pick-open = Ouvrir une topologie ou un plan
ui-shell-pick-topology = Ajouter une topologie à Aujourd’hui
ui-shell-pick-save = Enregistrer le plan
ui-shell-filter-all = Plans et topologies
ui-shell-filter-plans = Plans Coexist
ui-shell-filter-topologies = Topologies
ui-shell-no-file-dialog = Ce système n’a pas de boîte de dialogue de fichiers (il faut un portail XDG ou zenity). Saisissez plutôt le chemin
ui-shell-path = Chemin
ui-shell-open-it = Ouvrir
ui-shell-export-it = Exporter
ui-shell-ok = OK
ui-shell-cancel = Annuler
ui-shell-unsaved-title = Enregistrer « { $name } » ?
ui-shell-unsaved-text = Sinon, ce que vous avez modifié depuis le dernier enregistrement est perdu
ui-shell-do-not-save = Ne pas enregistrer
ui-shell-changed-title = Le fichier a été modifié par ailleurs
ui-shell-changed-on-save = Quelqu’un ou quelque chose d’autre a modifié ce fichier depuis qu’il a été ouvert ici. Rien n’a été écrit ; choisissez la version à conserver
ui-shell-changed-while-open = Quelqu’un ou quelque chose d’autre a modifié ce fichier depuis qu’il a été ouvert ici
ui-shell-overwrite = Remplacer
ui-shell-reload = Recharger
ui-shell-reload-tip = Ouvre le fichier tel qu’il est et abandonne ce qui est modifié ici
ui-shell-keep-mine = Garder le mien
ui-shell-could-not-open = Impossible d’ouvrir le fichier
ui-shell-could-not-save = Impossible d’enregistrer le plan
ui-shell-could-not-export = L’exportation a échoué
ui-shell-broken = Une erreur de Coexist a interrompu l’opération. Le fichier est inchangé, tout comme ce qui est ouvert. Merci de la signaler, si possible avec le fichier
ui-shell-save-broken = Une erreur de Coexist a interrompu l’opération. Le plan est toujours ouvert : enregistrez-le sous un autre nom
ui-shell-exported = Exporté vers { $path }
ui-shell-no-example = L’exemple « { $name } » ne fait pas partie de cette version
ui-shell-has-notes = { $count ->
    [one] { $count } note sur ce que l’importation n’a pas compris : voir Problèmes, Notes
   *[other] { $count } notes sur ce que l’importation n’a pas compris : voir Problèmes, Notes
}
ui-shell-shortcuts-title = Raccourcis clavier
ui-shell-shortcuts-lists = Arborescences et listes : haut et bas parcourent, gauche et droite replient et déplient, Entrée montre sur la feuille
ui-shell-shortcuts-timeline = Chronologie : gauche et droite changent de phase, avec Alt la déplacent, F2 renomme, Suppr supprime
ui-shell-shortcuts-fields = Champs : Entrée ou la sortie du champ garde la saisie, Échap l’annule
ui-shell-about-title = Coexist { $version }
ui-shell-about-fonts = Avec la police Inter (SIL Open Font License 1.1) et les icônes de Lucide (licence ISC)
ui-shell-about-trademarks = Lync et Skype for Business sont des marques de Microsoft ; Coexist n’est pas un produit de Microsoft
ui-shell-cannot-read =
    Impossible de lire le fichier : { $reason }
    { $path }
ui-shell-cannot-write =
    Impossible d’écrire le fichier : { $reason }
    { $path }
ui-shell-too-large =
    Le fichier dépasse { $limit } Mo, le maximum qui s’ouvre
    { $path }
ui-shell-no-session = Il n’y a pas de session graphique (ni DISPLAY ni WAYLAND_DISPLAY n’est défini). « coexist check FICHIER » et les autres commandes n’en ont pas besoin : voir « coexist --help »
ui-shell-no-display =
    La fenêtre n’a pas pu s’ouvrir : l’affichage est injoignable. Sous Linux, vérifiez que DISPLAY ou WAYLAND_DISPLAY désigne un affichage actif auquel vous avez accès, ou utilisez la ligne de commande : voir « coexist --help »
    { $reason }
ui-shell-no-renderer =
    La fenêtre n’a pas pu être dessinée : aucun système graphique utilisable. Installez Mesa (Linux : libgl1-mesa-dri, libegl1), ou choisissez-en un autre avec WGPU_BACKEND=dx12, vulkan ou gl (Windows, macOS), ou utilisez la ligne de commande : voir « coexist --help »
    { $reason }

ui-shell-missing-facts = Propriétés manquantes
ui-shell-missing-facts-tip = Tout ce que des règles attendent, à renseigner ligne par ligne, à coller ou à importer
ui-shell-import-facts = Renseigner à partir d’un tableau…
ui-shell-import-facts-tip = Utilisateurs par pool, versions de SQL Server, systèmes d’exploitation, etc. depuis un fichier CSV ; rien n’est modifié avant que vous ne l’ayez vu
ui-shell-export-facts = Exporter les propriétés manquantes en CSV…
ui-shell-rules = Règles
ui-shell-pick-facts = Renseigner les propriétés à partir d’un tableau
ui-shell-pick-logo = Choisir un logo
ui-shell-pick-export-facts = Exporter les propriétés manquantes

## Un tableau d’objets

ui-table-title = Ajouter des objets depuis le presse-papiers
ui-table-how = Rien n’est modifié avant l’ajout ; une seule annulation les retire tous
ui-table-kind = Les lignes sont de type
ui-table-choose-kind = Choisir…
ui-table-new = { $count ->
    [one] Un nouvel objet
   *[other] { $count } nouveaux objets
}
ui-table-exists = { $count ->
    [one] Un objet figure déjà dans le plan et reste tel quel
   *[other] { $count } objets figurent déjà dans le plan et restent tels quels
}
ui-table-add = { $count ->
    [one] Ajouter un objet
   *[other] Ajouter { $count } objets
}
ui-table-added = Ajouter { $count ->
    [one] un objet
   *[other] { $count } objets
} depuis un tableau

## Commandes et noms : palette, recherche, raccourcis, taille du texte

ui-commands = Commandes
ui-commands-hint = Nom d’une commande
ui-commands-none = Aucune commande ne porte ce nom
ui-commands-text-larger = Agrandir le texte
ui-commands-text-smaller = Réduire le texte
ui-commands-text-usual = Taille habituelle du texte
ui-commands-text-is = Taille du texte : { $percent } %
ui-commands-text-at-end = La taille du texte s’arrête là
ui-commands-no-findings-of = Aucun constat ne concerne « { $name } » ici
ui-find-hint = Objets, liens, phases, étapes et constats de toutes les phases
ui-find-in = dans { $stage }
ui-find-nowhere = dans aucune phase
ui-find-phase = Phase n° { $number }
ui-key-delete = Suppr
ui-key-enter = Entrée
ui-key-escape = Échap
ui-key-space = Espace
ui-key-plus = +
ui-hand = La main sur la feuille
ui-hand-arrows = Flèches
ui-hand-held = { $held } et { $key }
ui-hand-move = Déplacer la sélection d’un pas de la grille ; sans sélection, la vue
ui-hand-move-far = De même, de dix pas
ui-hand-neighbour = Aller au voisin dans cette direction
ui-hand-tab = Aller à l’objet suivant
ui-hand-escape = Annuler le geste en cours ; puis ranger l’outil ; puis ne rien sélectionner
ui-hand-wheel = Molette
ui-hand-wheel-pans = Déplacer la vue
ui-hand-wheel-zooms = Zoomer sous le pointeur
ui-hand-drag-space = { $key } en glissant, ou bouton du milieu
ui-hand-drag-pans = Déplacer la vue
ui-hand-click = Clic
ui-hand-click-adds = Ajouter à la sélection, ou en retirer
ui-hand-double-click = Double clic
ui-hand-renames = Écrire le nom ; sur la feuille nue, choisir quoi ajouter
ui-hand-beneath = Sélectionner ce qui est dessous
ui-hand-lists = Dans les listes et les champs
ui-menu-go-to = Aller à { $name }
ui-menu-join-also = Relier aussi comme
ui-menu-remove-many = Supprimer { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
ui-menu-retire-many = Mettre { $count ->
    [one] { $count } objet
   *[other] { $count } objets
} hors service à partir de cette phase
ui-menu-remove-link = Supprimer « { $kind } »
ui-menu-retire-link = Retirer « { $kind } » à partir de cette phase
ui-menu-show-finding = Afficher { $code }

## Changements, lus à voix haute et montrés dans la barre d’état
ui-announce-new = { $count ->
    [one] Nouveau constat : { $what }
   *[other] { $count } nouveaux constats : { $what }
}
ui-announce-open = { $code } : { $what }
ui-announce-more = { $what } et { $count } de plus
ui-announce-gone = { $count ->
    [one] Un constat disparu
   *[other] { $count } constats disparus
}

## Ce qui est laissé de côté, et la légende

ui-shell-toggle-legend = Légende
ui-shell-hide = Masquer
ui-shell-hide-tip = Retire du dessin les objets sélectionnés ; le plan les garde
ui-shell-show-all = Tout afficher
ui-shell-only-errors = Seulement les objets en erreur
ui-shell-fade-left-out = Estomper ce qui est laissé de côté
ui-shell-all-is-shown = Tout est déjà affiché
ui-legend = Légende
ui-legend-close = Fermer la légende
ui-legend-version = Produit
ui-legend-site = Site
ui-legend-kind = Type
ui-legend-change = Dans cette phase
ui-legend-finding = Constats
ui-legend-link = Liens tracés
ui-legend-row = { $name } : { $count }
ui-legend-only = Seulement ceci
ui-legend-hint = Alt+clic : seulement ceci
ui-legend-shown = { $shown } objets affichés sur { $cards }
ui-legend-left-out = « { $name } » est laissé de côté dans le dessin ; « Tout afficher » le fait revenir

## Exportations et images pour un message

ui-export = Exporter…
ui-export-copy = Copier comme image
ui-export-copy-tip = Met la sélection, ou sinon toute la feuille, dans le presse-papiers comme image pour un message
ui-export-title = Exporter
ui-export-pick = Exportation : { $form }
ui-export-form = Format
ui-export-option = { $label } : { $value }
ui-export-phases = Phases
ui-export-a-file-each = Un fichier par phase, dont le nom porte le numéro
ui-export-no-phase = Choisissez au moins une phase
ui-export-what = Contenu
ui-export-whole = Tout
ui-export-selection = { $count ->
    [one] Sélection (un objet)
   *[other] Sélection ({ $count } objets)
}
ui-export-theme = Couleurs
ui-export-paper = Papier
ui-export-scale = Netteté
ui-export-times = × { $scale }
ui-export-more = Avec
ui-export-findings = Marques des constats
ui-export-transparent = Fond transparent
ui-export-go = Exporter vers…
ui-export-running = « { $name } » est en cours d’exportation
ui-export-progress = Exportation de « { $name } »
ui-export-cancelling = Annulation…
ui-export-cancelled = L’exportation de « { $name } » a été annulée ; aucun fichier n’a été touché
ui-export-is-running = Une exportation est en cours
ui-export-written = « { $name } » est exporté
ui-export-written-all = { $count } fichiers sont exportés, le premier est « { $name } »
ui-export-open = Ouvrir
ui-export-show-folder = Afficher le dossier
ui-export-not-opened =
    Le système n’a pas pu l’ouvrir : { $reason }
    { $path }
ui-export-replace-title = { $count ->
    [one] Remplacer { $names } ?
   *[other] Remplacer { $count } fichiers : { $names } ?
}
ui-export-replace-text = Leur contenu actuel sera perdu
ui-export-replace = Remplacer
ui-export-other-name = Autre nom…
ui-export-over-a-plan = « { $path } » est un plan, par son contenu ou son nom, et l’exportation prendrait sa place : choisissez un autre nom
ui-export-cannot-write =
    Rien n’a été écrit : { $reason }. Choisissez un autre emplacement ou un autre nom
    { $path }
ui-export-cannot-write-all =
    Tous les fichiers n’ont pas été écrits : { $reason }. Ceux-ci sont nouveaux : { $written }. Exportez de nouveau vers un autre emplacement ou un autre nom
    { $path }
ui-export-too-large = L’image ferait { $width } × { $height } pixels, ce qui est trop grand : choisissez une netteté de { $scale } ou moins, ou un papier
ui-export-broken = L’exportation n’a pas pu être faite ; « { $path } » n’a pas été touché. C’est une erreur du programme
ui-export-copying = L’image est en préparation
ui-export-copied-selection = La sélection est dans le presse-papiers comme image de { $width } × { $height } pixels
ui-export-copied-sheet = La feuille est dans le presse-papiers comme image de { $width } × { $height } pixels
ui-export-not-copied = L’image n’a pas pu être faite. C’est une erreur du programme
ui-export-no-clipboard = Le presse-papiers n’a pas accepté l’image : { $reason }. Exportez-la plutôt en PNG

### ==== ui-shell: end ====


### ==== ui-panels: begin ====

ui-panels-new-phase-name = Phase { $number }
ui-panels-add-phase = Phase
ui-panels-phase-said = Phase { $number }, { $name }
ui-panels-phase-name = Nom
ui-panels-phase-start = Début
ui-panels-phase-end = Fin
ui-panels-phase-kind = Type
ui-panels-phase-kind-unknown = Non précisé
ui-panels-notes = Notes
ui-panels-steps-count = { $count ->
    [one] { $count } étape
   *[other] { $count } étapes
}
ui-panels-skipped-count = { $count ->
    [one] { $count } étape inapplicable
   *[other] { $count } étapes inapplicables
}
ui-panels-unsupported = non pris en charge
ui-panels-count-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
ui-panels-count-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
ui-panels-count-advice = { $count ->
    [one] { $count } conseil
   *[other] { $count } conseils
}
ui-panels-count-accepted = { $count ->
    [one] { $count } accepté
   *[other] { $count } acceptés
}
ui-panels-no-findings = aucun constat
ui-panels-outline-find = Filtrer les objets
ui-panels-outline-empty = Il n’y a encore rien : faites glisser un objet sur la feuille
ui-panels-found-nothing = Rien ne contient ce texte
ui-panels-tab-findings = Constats { $count }
ui-panels-tab-not-checked = Non vérifié { $count }
ui-panels-tab-incomplete = Incomplet { $count }
ui-panels-tab-notes = Notes { $count }
ui-panels-note = Note
ui-panels-line = Ligne { $number }
ui-panels-incomplete = Incomplet
ui-panels-not-checked = Non vérifié
ui-panels-incomplete-what = Reste à renseigner : { $missing }
ui-panels-not-checked-what = En attente de : { $missing }
ui-panels-accepted = Accepté
ui-panels-whole-plan = Tout le plan
ui-panels-filter = Filtrer
ui-panels-filter-rule = Règle
ui-panels-filter-phase = Phase
ui-panels-every-rule = Toutes les règles
ui-panels-every-phase = Toutes les phases
ui-panels-show-level = Afficher : { $level }
ui-panels-group = Regroupement
ui-panels-group-none = Sans regroupement
ui-panels-group-level = Par niveau
ui-panels-group-phase = Par phase
ui-panels-group-object = Par objet
ui-panels-group-rule = Par règle
ui-panels-show-all = Tout afficher
ui-panels-filtered-out = Rien ici ne correspond au filtre
ui-panels-checking = Vérification…
ui-panels-all-clean = Aucune règle n’est enfreinte dans aucune phase
ui-panels-all-checked = Toutes les règles ont pu être vérifiées
ui-panels-all-complete = Aucun objet n’est inachevé
ui-panels-no-notes = Il n’y a rien à noter
ui-panels-plan = Plan
ui-panels-title = Titre
ui-panels-client = Client
ui-panels-author = Auteur
ui-panels-target = Cible
ui-panels-target-of-plan = Comme le plan : { $target }
ui-panels-version = Version
ui-panels-date = Date
ui-panels-logo = Logo
ui-panels-logo-choose = Choisir…
ui-panels-logo-remove = Retirer
ui-panels-logo-broken = Cette image ne peut pas être dessinée
ui-panels-not-given = Non indiqué
ui-panels-facts = Propriétés
ui-panels-unknown-count = { $count ->
    [one] { $count } inconnue
   *[other] { $count } inconnues
}
ui-panels-only-unknown = N’afficher que ce qui est inconnu
ui-panels-unknown = Inconnu
ui-panels-unknown-date = aaaa-mm-jj
ui-panels-unknown-list = Inconnu ; un par ligne
ui-panels-none = Aucun
ui-panels-no-route = Aucun itinéraire
ui-panels-yes = Oui
ui-panels-no = Non
ui-panels-since = depuis { $stage }
ui-panels-since-phase = depuis la phase { $number }
ui-panels-correct-from-start = Corriger depuis le début
ui-panels-waits = Nécessaire à { $rules }
ui-panels-enters = arrive dans { $stage }
ui-panels-leaves = mis hors service dans { $stage }
ui-panels-added-here = ajouté dans cette phase
ui-panels-removed-here = mis hors service dans cette phase
ui-panels-changed-here = modifié dans cette phase
ui-panels-emptied-here = des utilisateurs le quittent dans cette phase
ui-panels-not-here = Il n’existe pas dans la phase affichée
ui-key-shift = Maj
ui-key-pageup = Pg préc.
ui-key-pagedown = Pg suiv.
ui-key-minus = Moins
ui-key-backspace = Retour arrière
ui-panels-same-line = Sur le même trait
ui-panels-many-selected = { $count ->
    [one] { $count } objet est sélectionné ; voici le dernier
   *[other] { $count } objets sont sélectionnés ; voici le dernier
}
ui-panels-remove-named = Supprimer { $name }
ui-panels-retire-named = Mettre { $name } hors service à partir de cette phase
ui-panels-go-to = Aller à { $name }
ui-panels-servers = Serveurs ({ $count })
ui-panels-add-server = Ajouter un serveur
ui-panels-instances = Instances ({ $count })
ui-panels-add-instance = Ajouter une instance
ui-panels-depends-on = Dépend de
ui-panels-used-by = Utilisé par
ui-panels-add-link = Ajouter un lien
ui-panels-no-link-possible = Il n’y a rien à quoi le relier
ui-panels-link-from = De
ui-panels-link-to = Vers
ui-panels-stores = Magasins ({ $count })
ui-panels-add-store = Ajouter un magasin
ui-panels-add-it = Ajouter
ui-panels-store-kind = Magasin
ui-panels-store-copy = Copie
ui-panels-store-instance = Instance SQL
ui-panels-no-instance = Il n’y a pas encore d’instance SQL Server, ou cet objet n’a pas de magasin
ui-panels-no-store-left = Chaque copie de ce magasin a sa place
ui-panels-change-store = Modifier un magasin de « { $pool } » ({ $store }, { $copy })
ui-panels-facts-of = Propriétés de { $name }
ui-panels-users = Utilisateurs ({ $count })
ui-panels-users-unknown = Utilisateurs (nombre inconnu)
ui-panels-users-of = Nombre d’utilisateurs de { $name }
ui-panels-add-group = Ajouter un groupe d’utilisateurs
ui-panels-new-group = Utilisateurs
ui-panels-move-users = Déplacer…
ui-panels-move-users-in-phase = Les utilisateurs se déplacent dans une phase : choisissez-en une ci-dessous
ui-panels-how-many = Combien d’utilisateurs
ui-panels-all-users = Tous
ui-panels-to-pool = utilisateurs vers :
ui-panels-homes = Où ils sont
ui-panels-add-home = Ajouter un pool
ui-panels-no-other-home = Il n’y a pas d’autre pool où mettre des utilisateurs
ui-panels-default-instance = Instance par défaut
ui-panels-objects = Objets
ui-panels-close-finding = Retour à l’objet
ui-panels-stands-in = Dans { $phases }
ui-panels-vendor-says = Message de Microsoft
ui-panels-what-to-do = Corrections
ui-panels-also = Enfreint aussi
ui-panels-accept = Accepter avec un motif…
ui-panels-accept-reason = Pourquoi c’est acceptable ici
ui-panels-accept-now = Accepter
ui-panels-accept-by = Accepté par
ui-panels-accept-on = Le
ui-panels-accept-until = Vaut jusqu’à
ui-panels-accept-to-the-end = La fin du plan
ui-panels-accept-holds = Vaut jusqu’à : { $until }
ui-panels-accept-keep = Garder la modification
ui-panels-accept-change = Modifier…
ui-panels-accept-needs-reason = Il faut un motif
ui-panels-accept-needs-name = Indiquez qui l’accepte
ui-panels-change-acceptance = Modifier l’acceptation de { $code }
ui-panels-accepted-run-out = Échue
ui-panels-accepted-nothing = Ne correspond à aucun constat
ui-panels-tab-accepted = Acceptés { $count }
ui-panels-tab-checklist = Liste de contrôle { $count }
ui-panels-tab-levels = Niveaux { $count }
ui-panels-checklist = Liste de contrôle ({ $done } sur { $all })
ui-panels-checklist-more = { $count ->
    [one] { $count } autre élément sur un objet de cette phase
   *[other] { $count } autres éléments sur des objets de cette phase
}
ui-panels-checklist-state = Fait ou non
ui-panels-checklist-all = Tout
ui-panels-checklist-open = À faire
ui-panels-checklist-done = Fait
ui-panels-checklist-here = Cette phase
ui-panels-checklist-here-tip = Seulement ce qui concerne la phase affichée
ui-panels-no-entries = La liste de contrôle est vide pour ce plan
ui-panels-tick-it = Fait
ui-panels-tick-named = Fait : { $entry }
ui-panels-tick-by = Fait par
ui-panels-tick-on = Le
ui-panels-tick-note = Remarque
ui-panels-ticked-on = le { $on }
ui-panels-tick-change = Modifier qui, quand et la remarque pour { $code }
ui-panels-entry-concerns = Concerne
ui-panels-level-head = Niveau dans ce plan
ui-panels-level-as-pack = { $level }, selon le pack
ui-panels-level-differs = { $level } ; le pack dit : { $pack }
ui-panels-level-not-in-pack = règle absente
ui-panels-level-change = Modifier le niveau…
ui-panels-level-reason = Pourquoi il diffère du pack
ui-panels-level-keep = Garder ce niveau
ui-panels-level-reset = Revenir au niveau du pack
ui-panels-level-fixed = Cette règle porte sur le plan lui-même : son niveau est fixe
ui-panels-level-no-rule = Le pack de ce plan n’a pas cette règle
ui-panels-level-set-off = Une règle désactivée n’est pas évaluée
ui-panels-levels-differ = { $count ->
    [one] { $count } niveau diffère du pack
   *[other] { $count } niveaux diffèrent du pack
}
ui-panels-no-levels = Toutes les règles ont le niveau du pack
ui-panels-coverage = Ce que couvre cette vérification
ui-panels-none-accepted = Aucun constat n’est accepté ; l’inspecteur en accepte un avec un motif
ui-panels-go-there = Y aller
ui-panels-only-rule = Seulement { $code }
ui-panels-copy-sentence = Copier la phrase
ui-panels-accepted-by = par { $by }
ui-panels-accepted-by-on = par { $by }, le { $on }
ui-panels-nobody-named = non nommé
ui-panels-withdraw = Retirer l’acceptation
ui-panels-steps = Étapes ({ $count })
ui-panels-no-steps = Tout ce que vous modifiez sur la feuille pendant que cette phase est affichée est noté ici
ui-panels-today-has-no-steps = Aujourd’hui est ce qui existe. Les changements dans le temps sont notés dans les phases
ui-panels-activity = Activité : ne change rien à la topologie
ui-panels-add-activity = Ajouter une activité
ui-panels-activity-about = Au sujet de { $names }
ui-panels-activity-about-nothing = Sélectionnez d’abord des objets pour dire de quoi il s’agit
ui-panels-activity-find = Type d’activité
ui-panels-note-hint = Note
ui-panels-note-of = Note de l’étape { $number }
ui-panels-tool-of = Outil de l’étape { $number }
ui-panels-tool-unknown = Outil non précisé
ui-panels-sheet-menu = Menu de la feuille
ui-panels-show-facts = Afficher les propriétés
ui-panels-show-findings = Afficher les constats
ui-panels-rename = Renommer
ui-panels-duplicate = Dupliquer
ui-panels-connect = Relier à…
ui-panels-remove = Supprimer
ui-panels-retire = Mettre hors service à partir de cette phase
ui-panels-lines-shown = Liens tracés
ui-panels-step-up = Monter l’étape { $number }
ui-panels-step-down = Descendre l’étape { $number }
ui-panels-step-to-phase = Déplacer vers une phase…
ui-panels-remove-step = Supprimer l’étape { $number }

## Verrous

ui-panels-lock = Verrouiller à sa place
ui-panels-unlock = Déverrouiller

### ==== ui-panels: end ====


### ==== ui-missing: begin ====

ui-missing-title = Propriétés manquantes
ui-missing-back = Retour à la feuille
ui-missing-count = { $facts ->
    [one] { $facts } propriété
   *[other] { $facts } propriétés
} de { $objects ->
    [one] { $objects } objet
   *[other] { $objects } objets
}
ui-missing-copy = Copier
ui-missing-copy-tip = Copie les lignes sélectionnées, ou toutes celles affichées, pour un tableur. Renseignées, elles peuvent être recollées ici
ui-missing-copied = { $count ->
    [one] { $count } ligne copiée
   *[other] { $count } lignes copiées
}
ui-missing-paste = Coller
ui-missing-import = Importer un CSV…
ui-missing-export = Exporter en CSV…
ui-missing-every-kind = Tous les types
ui-missing-every-fact = Toutes les propriétés
ui-missing-filter-kind = Type
ui-missing-filter-fact = Propriété
ui-missing-sort = Trier par : { $column }
ui-missing-group = { $objects ->
    [one] { $objects } objet
   *[other] { $objects } objets
}, { $waiting ->
    [one] { $waiting } décision en attente
   *[other] { $waiting } décisions en attente
}
ui-missing-select-group = Sélectionner toutes les lignes de cette propriété
ui-missing-select-none = Ne rien sélectionner
ui-missing-same = Une même valeur pour { $count } lignes, { $fact } :
ui-missing-not-same = { $count } lignes sont sélectionnées ; des lignes d’une seule propriété peuvent recevoir une même valeur
ui-missing-only-fact = Seulement « { $fact } »
ui-missing-in-inspector = À indiquer dans l’inspecteur
ui-missing-nothing = Aucune règle n’attend de propriété
ui-missing-open = { $count ->
    [one] { $count } vérification attend
   *[other] { $count } vérifications attendent
} des propriétés : montrer ce qui manque
ui-missing-fill-these = Propriétés manquantes…
ui-missing-fill-one = Renseigner « { $name } » : { $fact }
ui-missing-fill-many = Renseigner { $count ->
    [one] { $count } propriété
   *[other] { $count } propriétés
}
ui-missing-fill-file = Renseigner { $count ->
    [one] { $count } propriété
   *[other] { $count } propriétés
} à partir de « { $name } »
ui-missing-from-file = Renseigner à partir de « { $name } »
ui-missing-from-clipboard = Renseigner à partir du Presse-papiers
ui-missing-new = { $count ->
    [one] { $count } propriété sera renseignée
   *[other] { $count } propriétés seront renseignées
}
ui-missing-changed = { $count ->
    [one] { $count } propriété connue changerait ; cochez-la pour la modifier
   *[other] { $count } propriétés connues changeraient ; cochez celles à modifier
}
ui-missing-not-understood = { $count ->
    [one] { $count } endroit n’a pas été compris
   *[other] { $count } endroits n’ont pas été compris
}
ui-missing-known-already = { $count ->
    [one] { $count } valeur est déjà connue
   *[other] { $count } valeurs sont déjà connues
}
ui-missing-nothing-new = Le tableau n’apporte rien qui ne soit déjà connu
ui-missing-fill-in = Renseigner { $count ->
    [one] { $count } propriété
   *[other] { $count } propriétés
}
ui-missing-pair = { $fact } : { $value }
ui-missing-no-phases = Le plan n’a pas encore de phase : sa fin sera évaluée quand il y en aura une
ui-missing-no-pack = Cette version de Coexist n’a pas encore de règles pour ce produit
ui-missing-no-pack-for = Cette version de Coexist n’a pas encore de règles pour { $product }
ui-missing-no-form = Aucun champ ne permet de l’indiquer

### ==== ui-missing: end ====


### ==== ui-rules: begin ====

ui-rules-title = Règles
ui-rules-count = { $count ->
    [one] { $count } règle
   *[other] { $count } règles
}
ui-rules-count-of = { $count ->
    [one] { $count } règle sur { $all }
   *[other] { $count } règles sur { $all }
}
ui-rules-search = Code, titre ou texte
ui-rules-every-area = Tous les domaines
ui-rules-every-kind = Tous les types
ui-rules-every-level = Tous les niveaux
ui-rules-filter-area = Domaine
ui-rules-filter-kind = Type de règle
ui-rules-filter-level = Niveau
ui-rules-filter-pack = Niveaux pour
ui-rules-with-findings = Avec constats
ui-rules-not-checked = Non vérifiées
ui-rules-off = Désactivée
ui-rules-none = Aucune règle ne correspond au filtre
ui-rules-findings = { $count ->
    [one] { $count } constat dans ce plan
   *[other] { $count } constats dans ce plan
}
ui-rules-all-findings = Les { $count } dans la liste des problèmes
ui-rules-waiting = { $count ->
    [one] Non vérifiée pour { $count } objet de ce plan
   *[other] Non vérifiée pour { $count } objets de ce plan
}
ui-rules-fill-all = Renseigner ce qu’elle attend
ui-rules-covers = Vaut aussi pour ces règles
ui-rules-explain = Tout sur { $code }

### ==== ui-rules: end ====

### ==== ui-present: begin ====

ui-present = Présenter
ui-present-tip = Montre le plan à un public en plein écran, à partir de la phase affichée
ui-present-from-start = Présenter depuis le début
ui-present-keep-still = Sans animations
ui-present-keep-still-tip = Dans une présentation, rien ne glisse ni ne s’estompe

## Pages

ui-present-page = Page { $number } sur { $count }
ui-present-phase-of = Phase { $number } sur { $count }
ui-present-part = { $stage } : { $site }
ui-present-part-of = { $stage } : { $site } ({ $number } sur { $count })
ui-present-no-site = Hors des sites
ui-present-before-after = Avant et après
ui-present-after = Après « { $phase } »
ui-present-summary = En résumé
ui-present-being-drawn = Dessin en cours…

## Ce que dit une page

ui-present-there-is = Ce qui est en place
ui-present-nothing-there = Il n’y a encore aucun pool
ui-present-changes = Ce qui change
ui-present-no-change = Aucun objet ne change dans cette phase
ui-present-findings = Ce que disent les règles
ui-present-more = et { $count } de plus
ui-present-no-version = Sans version
ui-present-added = { $count ->
    [one] { $shown } serveur ajouté
   *[other] { $shown } serveurs ajoutés
}
ui-present-retired = { $count ->
    [one] { $shown } serveur retiré
   *[other] { $shown } serveurs retirés
}
ui-present-users-move = { $count ->
    [one] { $shown } utilisateur déplacé
   *[other] { $shown } utilisateurs déplacés
}
ui-present-at-least-move = { $count ->
    [one] au moins { $shown } utilisateur déplacé
   *[other] au moins { $shown } utilisateurs déplacés
}
ui-present-some-users-move = des utilisateurs déplacés, en nombre inconnu
ui-present-leave = { $count ->
    [one] { $shown } utilisateur part
   *[other] { $shown } utilisateurs partent
}
ui-present-some-leave = des utilisateurs partent, en nombre inconnu
ui-present-arrive = { $count ->
    [one] { $shown } utilisateur arrive
   *[other] { $shown } utilisateurs arrivent
}
ui-present-some-arrive = des utilisateurs arrivent, en nombre inconnu
ui-present-from-to = de { $first } à { $last }

## Le résumé

ui-present-figure-phases = { $count ->
    [one] phase du plan
   *[other] phases du plan
}
ui-present-figure-added = { $count ->
    [one] serveur ajouté
   *[other] serveurs ajoutés
}
ui-present-figure-retired = { $count ->
    [one] serveur retiré
   *[other] serveurs retirés
}
ui-present-figure-moved = { $count ->
    [one] utilisateur déplacé
   *[other] utilisateurs déplacés
}
ui-present-unknown = inconnu
ui-present-at-least = { $shown } ou plus
ui-present-risks = Risques
ui-present-accepted = Acceptés
ui-present-no-risk = Rien ne s’y oppose, pour autant que ce soit vérifié
ui-present-accepted-by = { $reason } ({ $by })
ui-present-none-accepted = Personne n’a accepté de constat

## Touches et boutons

ui-present-do-next = Page suivante
ui-present-do-previous = Page précédente
ui-present-do-ends = Première page, dernière page
ui-present-do-number = Aller à cette page
ui-present-do-grid = Toutes les pages
ui-present-do-focus = Regarder un objet de près
ui-present-do-along = Objet suivant, objet précédent
ui-present-do-findings = Constats
ui-present-do-black = Écran noir
ui-present-do-curtain = Écran noir, écran blanc
ui-present-do-notes = Notes de présentation
ui-present-do-reset = Remettre le chronomètre à zéro
ui-present-do-keys = Raccourcis
ui-present-do-end = Revenir, terminer la présentation
ui-present-all-pages = Toutes les pages
ui-present-is-black = L’écran est noir
ui-present-is-white = L’écran est blanc
ui-present-no-drawing = Allez d’abord à Aujourd’hui ou à une phase : cette page n’a pas de dessin à regarder de près
ui-present-one-window = Les notes de présentation demandent une seconde fenêtre, et ce système n’en a qu’une

## Notes de présentation

ui-present-notes = Notes de présentation
ui-present-elapsed = Temps écoulé depuis le début de la présentation
ui-present-next-page = Ensuite : { $title }
ui-present-no-next-page = C’est la dernière page
ui-present-no-notes = Aucune note : écrivez-les dans le panneau de la phase
ui-key-home = Début
ui-key-end = Fin

### ==== ui-present: end ====


### ==== ui-planner: begin ====

## The views below the sheet

ui-planner-schedule = Calendrier
ui-planner-load = Charge
ui-planner-resources = Ressources
ui-planner-compare = Comparaison
ui-planner-status = Avancement
ui-planner-way-back = Retour en arrière
ui-planner-working = Calcul en cours…
ui-planner-failed = Le calcul n’a pas abouti : une erreur de Coexist. Le plan est inchangé : enregistrez-le. Une nouvelle tentative suivra dès que le plan ou cette vue changera

### ==== ui-planner: end ====


### ==== ui-schedule: begin ====

### ==== ui-schedule: end ====


### ==== ui-load: begin ====

## Utilisateurs par pool et par phase

ui-load-empty = Aucun pool du plan ne peut héberger d’utilisateurs : ajoutez un pool frontal et ses utilisateurs
ui-load-filtered-out = Aucun pool ne répond à ces critères
ui-load-filter = Filtrer les pools et les groupes
ui-load-notable = En dépassement ou inconnus
ui-load-move = Déplacer des utilisateurs…
ui-load-split = Répartir en vagues…
ui-load-copy = Copier sous forme de tableau
ui-load-copied = { $count ->
    [one] { $count } pool copié : collez-le dans un tableur
   *[other] { $count } pools copiés : collez-les dans un tableur
}
ui-load-choose-a-row = Choisissez d’abord un pool
ui-load-choose-a-phase = Les utilisateurs se déplacent dans une phase : choisissez-en d’abord une
ui-load-nobody-there = Il n’y a personne dans cette phase
ui-load-earlier = Phases précédentes
ui-load-later = Phases suivantes
ui-load-columns = De { $first } à { $last }
ui-load-all-pools = Tous les pools
ui-load-head = { $stage } : { $users } au total
ui-load-sum-same = inchangé
ui-load-sum-uncounted = déplacements seulement
ui-load-sum-more = { $number } de plus
ui-load-sum-fewer = { $number } de moins
ui-load-sum-changed = modifié
ui-load-limit-of = { $stage } : limite
ui-load-number = { $number }
ui-load-at-least = au moins { $number }
ui-load-unknown = inconnu
ui-load-percent = { $number } %
ui-load-of = sur { $limit }
ui-load-of-at-most = sur { $limit } au plus
ui-load-cell = { $pool }, { $stage } · { $what }
ui-load-named = { $name } : { $value }
ui-load-not-there = n’existe pas
ui-load-nobody-here = personne
ui-load-cell-no-limit = utilisateurs : { $users } ; aucune limite n’est connue pour ce produit
ui-load-cell-within = utilisateurs : { $users } sur { $limit }, { $percent } %
ui-load-cell-over = utilisateurs : { $users } sur { $limit }, { $percent } % : limite dépassée ({ $rules })
ui-load-cell-unknown = utilisateurs : { $users } sur { $limit } : on ne sait pas s’ils sont trop nombreux
ui-load-cell-missing = utilisateurs : { $users } sur { $limit } au plus ; inconnu : { $fact }
ui-load-basis-pool = { $rule } : { $users } sur { $limit } ({ $percent } %), le maximum d’un pool
ui-load-basis-standard = { $rule } : { $users } sur { $limit } ({ $percent } %), un serveur Standard Edition
ui-load-basis-standard-virtual = { $rule } : { $users } sur { $limit } ({ $percent } %), un serveur Standard Edition virtuel
ui-load-basis-servers = { $rule } : { $users } sur { $limit } ({ $percent } %), serveurs frontaux : { $servers }, de { $each } utilisateurs chacun
ui-load-basis-servers-virtual = { $rule } : { $users } sur { $limit } ({ $percent } %), serveurs frontaux virtuels : { $servers }, de { $each } utilisateurs chacun
ui-load-basis-paired = { $rule } : { $users } sur { $limit } ({ $percent } %), le maximum d’un pool jumelé
ui-load-basis-takeover = { $rule } : { $users } sur { $limit } ({ $percent } %), avec les utilisateurs de « { $partner } » s’il tombe en panne
ui-load-source = { $rule } : { $page }
ui-load-group-on = { $group } sur { $pool } : { $users }
ui-load-fold = Replier les groupes de { $pool }
ui-load-unfold = Afficher les groupes de { $pool }
ui-load-on-sheet = Afficher sur la feuille
ui-load-drag = Utilisateurs de { $from } : déposez-les sur un autre pool
ui-load-drag-to = { $from } → { $to }

## Déplacement d’utilisateurs

ui-load-move-head = Déplacer des utilisateurs de « { $pool } » dans { $stage }
ui-load-waves-head = Répartir les utilisateurs de « { $pool } » en vagues, à partir de { $stage }
ui-load-group = Groupe d’utilisateurs
ui-load-to = Vers le pool
ui-load-choose-pool = Choisissez un pool…
ui-load-find-pool = Rechercher un pool
ui-load-how-many = Combien
ui-load-percents = Pourcentage par phase
ui-load-in-users = utilisateurs
ui-load-in-percent = %
ui-load-move-it = Déplacer
ui-load-split-it = Répartir
ui-load-no-number = Ce n’est pas un nombre d’utilisateurs
ui-load-nobody = Personne ne serait déplacé
ui-load-part-of-unknown = Le nombre d’utilisateurs est inconnu : une partie ne peut pas en être calculée
ui-load-over-hundred = Il est impossible de déplacer plus de 100 %
ui-load-only-so-many = Il n’y en a que { $number }
ui-load-moves = Déplacés : { $number }
ui-load-moves-all = Déplacés : tous, leur nombre est inconnu
ui-load-after = Ensuite, « { $pool } » : { $load }
ui-load-after-sum = Total de tous les pools, inchangé : { $users }
ui-load-wave = { $stage } : { $number } déplacés
ui-load-waves-label = Déplacer « { $group } » en { $count ->
    [one] { $count } vague
   *[other] { $count } vagues
}
ui-load-waves-shares = Indiquez un pourcentage par phase, par exemple 5, 20, 75 ; au plus 100 au total
ui-load-waves-unknown = Le nombre d’utilisateurs dans { $stage } est inconnu
ui-load-waves-phases = { $count ->
    [one] Il n’y a que { $count } phase à partir d’ici
   *[other] Il n’y a que { $count } phases à partir d’ici
}
ui-load-waves-no-pool = Le pool n’existe pas dans { $stage }
ui-load-waves-too-few = Dans { $stage }, il reste trop peu d’utilisateurs : d’autres étapes les déplacent

### ==== ui-load: end ====


### ==== ui-resources: begin ====

## Ce qui existe en même temps

ui-resources-empty = Rien n’existe encore dans ce plan : les machines sont comptées dès qu’il y a des pools et des serveurs SQL
ui-resources-copied = Le tableau est copié : collez-le dans un tableur
ui-resources-what = Ressource
ui-resources-is-peak = maximum
ui-resources-peak = Au plus { $count } machines en même temps, dans { $stages } : { $beyond } de plus qu’aujourd’hui
ui-resources-stage = { $stage } : { $count } machines, { $beyond } de plus qu’aujourd’hui
ui-resources-part = { $name } : { $count }
ui-resources-unknown-machines = pools dont les serveurs sont inconnus : { $count }
ui-resources-beyond = De plus qu’aujourd’hui
ui-resources-new = Nouvelles
ui-resources-gone = Retirées
ui-resources-beyond-today = { $count } de plus qu’aujourd’hui
ui-resources-cell-new = { $count } en arrivée
ui-resources-cell-gone = { $count } en départ
ui-resources-at-least = au moins { $count }

### ==== ui-resources: end ====


### ==== ui-compare: begin ====

ui-compare-from = De
ui-compare-to = À
ui-compare-swap = Intervertir
ui-compare-whole = Aujourd’hui et la fin
ui-compare-whole-tip = Comparer aujourd’hui à la fin du plan
ui-compare-phase = Cette phase
ui-compare-phase-tip = Comparer avant et après « { $stage } »
ui-compare-on-sheet = Marquer sur la feuille
ui-compare-on-sheet-tip = Dessine les deux états en un : ce qui est nouveau, disparu, modifié ou quitté par des utilisateurs
ui-compare-no-phase = Il n’y a pour l’instant qu’aujourd’hui. Ajoutez une phase pour comparer
ui-compare-running = Comparaison en cours…
ui-compare-nothing = Aucune différence
ui-compare-removed = Retirés · { $count }
ui-compare-added = Ajoutés · { $count }
ui-compare-changed = Modifiés · { $count }
ui-compare-mark-removed = Retiré
ui-compare-mark-added = Ajouté
ui-compare-mark-changed = Modifié
ui-compare-banner = Comparé à { $stage }
ui-compare-banner-counts = { $added } nouveaux · { $removed } disparus · { $changed } modifiés
ui-compare-end = Terminer la comparaison
ui-compare-legend = Depuis l’état comparé

### ==== ui-compare: end ====


### ==== ui-status: begin ====

ui-status-command = Comparer à un fichier de topologie…
ui-status-command-tip = Dit quelle phase le déploiement a atteinte, et ce qui n’y est pas comme prévu
ui-status-pick = Comparer le plan à une topologie
ui-status-empty = Exportez la topologie du déploiement pour voir quelle phase il a atteinte et ce qui n’est pas comme prévu
ui-status-running = Comparaison à la topologie…
ui-status-as-planned = Comme prévu
ui-status-drifted = { $count ->
    [one] Une différence n’est pas prévue
   *[other] { $count } différences ne sont pas prévues
}
ui-status-against = Comparé à
ui-status-nearest = Phase la plus proche
ui-status-other-file = Autre fichier…
ui-status-file-notes = { $file } · { $count ->
    [one] une remarque
   *[other] { $count } remarques
}
ui-status-steps = Étapes faites et à faire
ui-status-no-difference = La topologie est telle que le plan la prévoit
ui-status-group = { $name } · { $count }
ui-status-missing = Manquants dans le déploiement
ui-status-extra = En trop dans le déploiement
ui-status-different = Différents
ui-status-under-way = En cours, comme prévu
ui-status-learned = Inconnus dans le plan
ui-status-adopt = Adopter
ui-status-adopt-this = Adopter « { $name } » dans le plan
ui-status-adopt-all = Tout adopter
ui-status-adopt-all-of = Tout adopter : { $group }
ui-status-adopt-all-tip = Écrit tout cela dans le plan, en une seule action annulable
ui-status-adopted = Adopter « { $name } » depuis { $file }
ui-status-adopted-many = Adopter { $count } différences depuis { $file }
ui-status-not-in-plan = L’objet n’est pas dans le plan : adoptez-le, et il viendra sur la feuille
ui-status-tip-remove = L’objet est supprimé d’aujourd’hui, avec les étapes qui le concernent
ui-status-tip-retire = L’objet est retiré dans « { $stage } »
ui-status-tip-add = L’objet est ajouté dans « { $stage } », avec ce qui en dépend
ui-status-tip-set = Le plan reprend ce qui a été trouvé, dans « { $stage } »
ui-status-tip-learn = Le plan reprend ce qui a été trouvé, là où l’objet y entre
ui-status-tip-postpone = L’étape { $step } n’est pas encore faite : elle passe à « { $stage } »
ui-status-tip-bring = L’étape { $step } est déjà faite : elle vient dans « { $stage } »

### ==== ui-status: end ====


### ==== ui-way-back: begin ====

## How steps are undone, told by the report, the runbook and the window

back-way-users-to-2010 = Ramenez les utilisateurs avec Move-CsUser, en prenant pour cible le pool d’où ils venaient. Leurs contacts du magasin de contacts unifié reviennent avec eux ; une page de Microsoft demande de restaurer d’abord les contacts à la main.
back-way-users-to-ocs = Ramenez les utilisateurs avec Move-CsUser, en prenant pour cible le pool d’où ils venaient. La référence de la commande dans Lync Server 2010 avertit que des fonctions et des données seront probablement perdues et que des réunions seront à replanifier.
back-way-users-between = Ramenez les utilisateurs avec la même commande, en prenant pour cible le pool d’où ils venaient.
back-way-users-elsewhere = Pour un déplacement entre ces produits, nous ne connaissons pas de retour arrière.
back-way-store = Nous ne connaissons pas de retour arrière pour le déplacement d’un magasin : il reste où il est.
back-way-cms = Exécutée sur l’ancien pool, Move-CsManagementServer annule un déplacement qui a échoué. Après un déplacement réussi, aucun retour arrière n’est documenté : l’exécuter sur l’ancien pool, tant que l’ancienne base de données est en place, n’est que notre déduction.
back-way-former = Notez l’ancienne valeur avant l’étape. Pour revenir en arrière, rétablissez-la, et publiez si elle figure dans la topologie ; ce à quoi elle mène doit encore être en place.
back-way-added-pool = Tant que le pool n’a pas d’utilisateurs, supprimez-le et publiez.
back-way-added = Tant que rien ne s’en sert, retirez-le, et publiez s’il figure dans la topologie.
back-way-installed = Arrêtez les services et désinstallez ce qui a été installé, une fois que rien ne s’en sert.
back-way-retired = Aucun retour arrière n’est documenté : ce qui est retiré serait à redéployer. Avant cette étape, décidez que personne ne reviendra en arrière.
back-way-retired-stores = Défaire d’autres étapes ne ramène pas ces serveurs : restaurez la topologie enregistrée auparavant, tant qu’ils sont en place, et la sauvegarde de leurs données.
back-way-databases = Les bases de données ont disparu, et avec elles ce vers quoi l’on reviendrait. Avant cette étape, décidez que personne ne reviendra en arrière.
back-way-topology = Conservez le fichier de topologie enregistré avant la première publication avec les nouveaux outils.
back-way-forest = Aucun retour arrière n’est documenté tant qu’un produit plus ancien est en place. N’exécutez pas Disable-CsAdForest : cette commande supprime aussi les paramètres globaux de la version antérieure.
back-way-record = Supprimez l’enregistrement, ou rétablissez celui qui existait.
back-way-backup = Il n’y a rien à défaire : une sauvegarde complète et la liste des utilisateurs par pool sont la base de tout retour arrière.
back-way-update = Comme l’indique l’article sur la mise à jour.
back-way-clients = Revenez aux clients antérieurs : la page de Microsoft indique que les clients mis à niveau doivent être rétrogradés.
back-way-merge = Aucun retour arrière n’est documenté. L’assistant peut être réexécuté avec d’autres entrées Edge ; les pools de l’ancien produit ne quittent le site fusionné qu’une fois supprimés.
back-way-configuration = Ce qui a été importé reste dans le nouveau magasin. Nous ne connaissons pas de page qui décrive comment l’en retirer.
back-way-response-groups = Move-CsApplicationEndpoint ramène les objets contact ; les données de l’ancien pool restent en place à cet effet.
back-way-applications = La même commande, avec l’ancien pool pour cible ; les orbites du parcage d’appel sont de nouveau attribuées à l’ancien pool. Seulement tant que ce pool est en place.
back-way-directories = Ramenez les annuaires de conférences avec la même commande, en prenant pour cible l’ancien pool.
back-way-chat-export = Redémarrez les services Group Chat : l’exportation ne change rien.
back-way-chat-import = Restaurez la sauvegarde de la base de données faite avant l’importation.
back-way-services = Redémarrez les services.
back-way-undocumented = Nous ne connaissons pas de retour arrière.
back-way-unknown = Le plan ne dit pas en quoi consiste ce travail : décidez vous-même s’il est à défaire, et comment.
back-rests-documented = Documenté par Microsoft
back-rests-advice = Notre conseil
back-rests-nowhere = Non documenté

back-inferred = Notre déduction : aucune page ne le dit
back-loss-meetings = Les réunions planifiées avec des clients mis à niveau ne fonctionnent plus après le retour arrière, et ces clients sont à rétrograder.
back-loss-meeting-content = Le contenu des réunions ne suit que si le déplacement le demande. Aucune page connue de nous ne dit s’il revient avec les utilisateurs.
back-loss-ocs-data = Pour les utilisateurs ramenés vers Office Communications Server 2007 R2, des fonctions et des données seront probablement perdues, et des réunions seront à replanifier.
back-loss-contacts = Contacts du magasin de contacts unifié : selon une page, Move-CsUser les ramène ; une autre demande de les restaurer d’abord à la main. Tant que la stratégie reste active, ils migrent de nouveau au retour de l’utilisateur.
back-loss-response-groups = Ce qui a été modifié dans les groupes Response Group depuis leur déplacement : l’ancien pool les a tels qu’ils étaient.
back-loss-chat = Ce qui a été écrit dans les nouvelles salles depuis l’importation : aucune page connue de nous ne le ramène dans Group Chat.
back-loss-schema = La préparation du schéma, de la forêt et du domaine reste. Disable-CsAdForest supprime aussi les paramètres globaux d’une version antérieure.
back-loss-tools = Depuis la première publication avec les nouveaux outils, l’ancien Générateur de topologie ne peut plus ouvrir la topologie. Aucune page connue de nous ne dit que cela cesse.
back-loss-merged = La topologie fusionnée reste : les pools de l’ancien produit ne quittent le site fusionné qu’une fois supprimés.

back-reach-of-today = Avant la première phase, il n’y a rien dont revenir.
back-reach-today = Depuis la fin de « { $phase } », on peut revenir jusqu’à aujourd’hui.
back-reach-no-return = Depuis la fin de « { $phase } », on peut revenir à la fin de « { $to } », et pas plus loin : l’étape { $step } est un point de non-retour.
back-reach-unknown = Depuis la fin de « { $phase } », on peut revenir à la fin de « { $to } », et pas plus loin : aucun retour arrière n’est connu pour l’étape { $step }.
back-reach-none-no-return = Aucun retour arrière n’est possible depuis la fin de « { $phase } » : son étape { $step } est un point de non-retour.
back-reach-none-unknown = Aucun retour arrière depuis la fin de « { $phase } » : aucun n’est connu pour son étape { $step }.
back-loss-unknown = Le plan ne dit pas si quelqu’un est concerné.

back-title = Le retour arrière de « { $from } » à « { $to } »
back-phase-name = Retour arrière vers { $stage }
back-work-note = Défait { $step }, « { $what } »
back-step-note = Défait { $step }
back-left-needed = « { $name } » reste : ce qui reste s’en sert.
back-left-users = On ne sait pas combien d’utilisateurs de « { $name } » venaient de là : ramenez-les à la main.

## La vue des retours arrière, et l’aperçu

ui-way-back-no-phase = Un plan sans phase n’a rien dont revenir.
ui-way-back-of-today = Aujourd’hui est là où finit tout retour arrière. Choisissez une phase.
ui-way-back-from = Depuis la fin de « { $phase } »
ui-way-back-to = Revenir à la fin de
ui-way-back-roll-back = Revenir en arrière depuis ici…
ui-way-back-roll-back-tip = Montre la topologie après un retour arrière depuis la phase affichée, avec ce qu’en disent les règles
ui-way-back-how = Comment défaire les étapes de cette phase
ui-way-back-lost = Non rétabli par un retour à « { $to } »
ui-way-back-nothing-lost = Nous n’en connaissons rien.
ui-way-back-stays = Ce qui reste en l’état
ui-way-back-stays-short = reste en l’état
ui-way-back-ends = personne ne revient en deçà
ui-way-back-more = et { $count } de plus
ui-way-back-working = Calcul et évaluation du retour arrière…
ui-way-back-failed = Le retour arrière n’a pas pu être calculé.
ui-way-back-banner = Aperçu : après le retour de « { $from } » à « { $to } »
ui-way-back-nothing-changed = Rien n’a changé dans le plan.
ui-way-back-keep = Garder comme nouvelle phase
ui-way-back-keep-tip = Ajoute le retour arrière au plan, après la phase dont il part ; l’annulation le retire
ui-way-back-kept = Garder « { $name } » comme phase
ui-way-back-close = Fermer l’aperçu
ui-way-back-later = Les phases suivantes restent dans le plan : après un retour arrière gardé, leurs étapes peuvent ne plus s’appliquer.
ui-way-back-no-step = Il n’y a rien à faire pour revenir en arrière.
ui-way-back-left-count = { $count ->
    [one] Un point ne peut être défait.
   *[other] { $count } points ne peuvent être défaits.
}
ui-way-back-steps = { $count ->
    [one] Une étape ramène en arrière.
   *[other] { $count } étapes ramènent en arrière.
}
ui-way-back-no-new-finding = Les règles n’y trouvent rien que « { $to } » n’ait déjà.
ui-way-back-new-findings = { $count ->
    [one] Les règles y trouvent un point que « { $to } » n’a pas.
   *[other] Les règles y trouvent { $count } points que « { $to } » n’a pas.
}
ui-way-back-not-checked = { $count ->
    [one] Un point n’a pas été vérifié, faute d’informations.
   *[other] { $count } points n’ont pas été vérifiés, faute d’informations.
}
ui-way-back-as-before = La topologie est alors celle de la fin de « { $to } ».
ui-way-back-differs = { $count ->
    [one] La topologie diffère alors de « { $to } » par un objet.
   *[other] La topologie diffère alors de « { $to } » par { $count } objets.
}
ui-way-back-head-new = Trouvé lors du retour arrière ({ $count })
ui-way-back-head-known = Trouvé aussi dans « { $to } » ({ $count })
ui-way-back-head-unfinished = Parce que la migration s’arrête ici ({ $count })
ui-way-back-course = Le retour arrière, étape par étape ({ $count })
ui-way-back-left = Ce qui ne peut être défait
ui-way-back-head-differs = Autrement que dans « { $to } »
ui-way-back-differs-more = est là, et n’y était pas
ui-way-back-differs-less = y était, et n’y est plus
ui-way-back-differs-other = n’est pas identique

### ==== ui-way-back: end ====


### ==== ui-propose: begin ====
ui-propose = Proposer une migration…
ui-propose-tip = Un plan de phases complet selon le guide de Microsoft, à partir d’un court formulaire ; rien ne change sans votre accord
ui-propose-start = Ouvrir une topologie et proposer une migration
ui-propose-start-tip = Le fichier est ouvert, puis un court formulaire mène à un plan de phases complet
ui-propose-title = Proposer une migration
ui-propose-target = vers { $target }, selon le guide de migration de Microsoft
ui-propose-go = Proposer
ui-propose-replace = Remplacer { $there ->
    [one] la phase
   *[other] les { $there } phases
} par { $count ->
    [one] une phase
   *[other] { $count } phases
}
ui-propose-has-phases = Le plan a déjà { $count ->
    [one] une phase, et une proposition prend sa place
   *[other] { $count } phases, et une proposition prend la place de toutes
}. Une seule annulation rétablit l’état antérieur
ui-propose-done = Proposer une migration
ui-propose-is-done = { $count ->
    [one] Une phase est ajoutée
   *[other] { $count } phases sont ajoutées
} au plan. Une seule annulation retire le tout
ui-propose-preview = Le résultat. Rien n’est encore dans le plan
ui-propose-nothing = Il n’y a rien à proposer
ui-propose-broken = Le calcul n’a pas abouti : une erreur de Coexist. Le plan est inchangé

## Le formulaire
ui-propose-strategy = Nouveaux pools
ui-propose-means = Ici : { $new ->
    [one] un nouveau pool frontal
   *[other] { $new } nouveaux pools frontaux
} pour { $old ->
    [one] un pool hérité
   *[other] { $old } pools hérités
}
ui-propose-means-joined = Ici : { $new ->
    [0] aucun nouveau pool frontal
    [one] un nouveau pool frontal
   *[other] { $new } nouveaux pools frontaux
} pour { $old ->
    [one] un pool hérité
   *[other] { $old } pools hérités
} ; { $stands ->
    [one] un pool déjà en place prend aussi la relève
   *[other] { $stands } pools déjà en place prennent aussi la relève
}
ui-propose-names = Noms des nouveaux pools
ui-propose-becomes = { $old } → { $new }
ui-propose-names-hint = {"{old}"} : l’ancien nom sans son numéro · {"{release}"} : la version · {"{kind}"} : le type de pool · {"{site}"} : le site
ui-propose-pilot = Pilote : le successeur de
ui-propose-pilot-usual = Choisi pour vous
ui-propose-pilot-usual-is = Choisi pour vous : { $pool }
ui-propose-test-users = utilisateurs testent le pool pilote
ui-propose-pilot-percent = des autres sont déplacés avant tout le monde
ui-propose-more = Ce qui est construit en plus
ui-propose-directors = De nouveaux directeurs à la place des directeurs hérités
ui-propose-office = Un serveur Office Web Apps, pour les présentations partagées
ui-propose-chat-clients = Les clients Group Chat continuent sans nouvelle configuration
ui-propose-machines = Nouvelles machines
ui-propose-system = Système d’exploitation des nouveaux serveurs
ui-propose-system-usual = Windows Server le plus récent sans mise à jour requise
ui-propose-engine = SQL Server des nouvelles bases
ui-propose-engine-usual = SQL Server le plus récent pris en charge
ui-propose-defaults = Valeurs par défaut

## Ce qui en résulte
ui-propose-phases = phases proposées
ui-propose-steps = { $count ->
    [one] une étape
   *[other] { $count } étapes
}
ui-propose-new-pools = nouveaux pools
ui-propose-front-ends = { $count ->
    [0] aucun pool frontal
    [one] dont un pool frontal
   *[other] dont { $count } pools frontaux
}
ui-propose-peak = machines au plus
ui-propose-machines-course = { $first } aujourd’hui, { $last } à la fin
ui-propose-machines-count = { $count ->
    [one] une machine
   *[other] { $count } machines
}
ui-propose-no-error = Aucune erreur dans aucune phase
ui-propose-errors = { $count ->
    [one] Une erreur d’aujourd’hui dure jusqu’au retrait de son objet
   *[other] { $count } erreurs d’aujourd’hui durent jusqu’au retrait de leurs objets
}
ui-propose-not-checked = { $count ->
    [one] une vérification attend des faits
   *[other] { $count } vérifications attendent des faits
}
ui-propose-phases-list = Phases du plan
ui-propose-pools-list = Pools qui prennent la relève
ui-propose-pool = { $kind }, { $servers ->
    [one] un serveur
   *[other] { $servers } serveurs
}
ui-propose-pool-stands = { $kind } déjà en place
ui-propose-assumed = Hypothèses retenues
ui-propose-warnings = Avertissements
ui-propose-times = { $title } · { $count } ×
ui-propose-rest = { $count ->
    [one] et un autre
   *[other] et { $count } autres
}
ui-propose-rule = La règle { $code }
ui-propose-show = Montrer « { $name } »

### ==== ui-propose: end ====


### ==== words: begin ====

## Versions: products, with their own names

version-lcs-2005 = Live Communications Server 2005
version-ocs-2007 = Office Communications Server 2007
version-ocs-2007-r2 = Office Communications Server 2007 R2
version-lync-2010 = Lync Server 2010
version-lync-2013 = Lync Server 2013
version-sfb-2015 = Skype for Business Server 2015
version-sfb-2019 = Skype for Business Server 2019
version-sfb-se = Skype for Business Server Subscription Edition

## Editions

edition-standard = Standard Edition
edition-enterprise = Enterprise Edition

## Kinds of pool

pool-kind-front-end = Pool frontal
pool-kind-director = Pool de directeurs
pool-kind-edge = Pool Edge
pool-kind-mediation = Pool de médiation
pool-kind-av-conferencing = Pool de conférence A/V
pool-kind-monitoring = Serveur de surveillance
pool-kind-archiving = Serveur d’archivage
pool-kind-group-chat = Pool Group Chat
pool-kind-persistent-chat = Pool de conversation permanente
pool-kind-sba = Survivable Branch Appliance
pool-kind-trusted-application = Pool d’applications approuvées
pool-kind-office-web-apps = Serveur Office Web Apps
pool-kind-communicator-web-access = Communicator Web Access
pool-kind-xmpp-gateway = Passerelle XMPP
pool-kind-video-interop = Serveur d’interopérabilité vidéo
pool-kind-other = Autre pool

## Roles

role-user-services = Services utilisateur
role-registrar = Serveur d’inscriptions
role-web-services = Services web
role-conferencing = Conférence
role-application = Services d’application
role-mediation = Serveur de médiation
role-edge = Serveur Edge
role-management = Services de gestion
role-central-management = Serveur de gestion centralisée
role-backup = Service de sauvegarde
role-persistent-chat = Serveur de conversation permanente
role-monitoring = Surveillance
role-archiving = Archivage
role-trusted-application = Serveur d’applications approuvées
role-office-web-apps = Serveur Office Web Apps

## Stores

store-user = Magasin d’utilisateurs
store-application = Magasin d’applications
store-central-management = Magasin central de gestion
store-monitoring = Magasin de surveillance
store-archiving = Magasin d’archivage
store-persistent-chat = Magasin de conversation permanente
store-compliance = Magasin de conformité de conversation permanente
store-group-chat = Magasin Group Chat

## Links

link-user-store = Magasin d’utilisateurs
link-application-store = Magasin d’applications
link-central-management-store = Magasin central de gestion
link-monitoring-store = Magasin de surveillance
link-archiving-store = Magasin d’archivage
link-persistent-chat-store = Magasin de conversation permanente
link-compliance-store = Magasin de conformité de conversation permanente
link-group-chat-store = Magasin Group Chat
link-next-hop = Tronçon suivant
link-media-edge = Pool Edge pour les médias
link-backup-registrar = Serveur d’inscriptions de sauvegarde
link-pairing = Jumelage de pools
link-file-store = Magasin de fichiers
link-trunk = Jonction
link-office-web-apps = Serveur Office Web Apps
link-monitoring-server = Serveur de surveillance
link-archiving-server = Serveur d’archivage
link-user-services = Pool de services utilisateur

## Which copy a store link means

usage-default = Principal
usage-mirror = Miroir
usage-backup = Sauvegarde
usage-witness = Témoin

## Kinds of site

site-kind-central = Site central
site-kind-branch = Site de succursale
site-kind-legacy = BackCompatSite

## SQL Server

sql-version-sql-2000 = SQL Server 2000
sql-version-sql-2005 = SQL Server 2005
sql-version-sql-2008 = SQL Server 2008
sql-version-sql-2008-r2 = SQL Server 2008 R2
sql-version-sql-2012 = SQL Server 2012
sql-version-sql-2014 = SQL Server 2014
sql-version-sql-2016 = SQL Server 2016
sql-version-sql-2017 = SQL Server 2017
sql-version-sql-2019 = SQL Server 2019
sql-version-sql-2022 = SQL Server 2022
sql-edition-enterprise = Enterprise
sql-edition-standard = Standard
sql-edition-express = Express
sql-edition-workgroup = Workgroup
sql-edition-web = Web
bitness-32 = 32 bits
bitness-64 = 64 bits

## Windows Server

os-2000 = Windows 2000 Server
os-2003 = Windows Server 2003
os-2003-r2 = Windows Server 2003 R2
os-2008 = Windows Server 2008
os-2008-r2 = Windows Server 2008 R2
os-2012 = Windows Server 2012
os-2012-r2 = Windows Server 2012 R2
os-2016 = Windows Server 2016
os-2019 = Windows Server 2019
os-2022 = Windows Server 2022
os-2025 = Windows Server 2025

## How pools and machines are set up

load-balancing-none = Aucun équilibrage de charge
load-balancing-dns = Équilibrage de charge DNS
load-balancing-hardware = Équilibrage de la charge matérielle
platform-physical = Physique
platform-virtual = Virtuel

os-installation-full = Installation complète
os-installation-core = Server Core
os-installation-web = Windows Web Server
os-installation-hpc = HPC Server

processor-x64 = x64
processor-itanium = Itanium

hypervisor-hyper-v = Hyper-V
hypervisor-vmware = VMware
hypervisor-validated = Autre, validé (SVVP)
hypervisor-not-validated = Non validé (SVVP)

companion-reverse-proxy = Proxy inverse
companion-exchange-um = Messagerie unifiée Exchange
companion-exchange-storage = Stockage Exchange
companion-sharepoint = SharePoint
companion-domain-controller = Contrôleur de domaine
mediation-mode-none = Aucun serveur de médiation
mediation-mode-collocated = Colocalisé
mediation-mode-stand-alone = Autonome
edge-layout-single = Serveur Edge unique
edge-layout-consolidated = Edge consolidé
edge-layout-expanded = Edge étendu
forest-model-single-forest = Forêt unique
forest-model-resource-forest = Forêt de ressources
forest-model-central-forest = Forêt centrale
forest-model-multiple-forests = Forêts multiples
mirror-mode-synchronous = Synchrone
mirror-mode-asynchronous = Asynchrone
cluster-mode-none = Aucun cluster
cluster-mode-active-passive = Actif/passif
cluster-mode-active-active = Actif/actif
archiving-mode-none = Aucun archivage
archiving-mode-sql-server = SQL Server
archiving-mode-exchange = Exchange
archiving-mode-mixed = SQL Server et Exchange
mailbox-version-exchange-2007 = Exchange Server 2007
mailbox-version-exchange-2010 = Exchange Server 2010
mailbox-version-exchange-2013 = Exchange Server 2013
mailbox-version-exchange-2016 = Exchange Server 2016
mailbox-version-exchange-2019 = Exchange Server 2019

um-version-exchange-2007 = Exchange Server 2007 sans Service Pack
um-version-exchange-2007-sp1 = Exchange Server 2007 SP1 ou ultérieur
um-version-exchange-2010 = Exchange Server 2010
um-version-exchange-2013 = Exchange Server 2013
um-version-exchange-2016 = Exchange Server 2016
um-version-hosted = Hébergée (Exchange Online)

chat-product-none = Aucune
chat-product-group-chat = Group Chat
chat-product-persistent-chat = Conversation permanente

chat-client-group-chat = Client Group Chat
chat-client-lync-2013 = Lync 2013
feature-conferencing = Conférence
feature-dial-in-conferencing = Conférence rendez-vous
feature-enterprise-voice = Voix Entreprise
feature-call-admission-control = Contrôle d’admission des appels
feature-archiving = Archivage
feature-monitoring = Surveillance
ip-mode-ipv4 = IPv4 uniquement
ip-mode-dual-stack = IPv4 et IPv6
ip-mode-ipv6 = IPv6 uniquement
trunk-protocol-tcp = TCP
trunk-protocol-tls = TLS
gateway-kind-pstn-gateway = Passerelle RTC
gateway-kind-ip-pbx = IP-PBX
gateway-kind-sbc = Contrôleur de session en périphérie (SBC)
gateway-kind-sip-trunk = Jonction SIP
client-lync-2013 = Lync 2013
client-lync-2013-basic = Lync 2013 Basic
client-lync-windows-store = Application Lync du Windows Store
client-lync-web-app-2013 = Lync Web App 2013
client-lync-2010 = Lync 2010
client-lync-2010-attendant = Lync 2010 Attendant
client-lync-2010-attendee = Lync 2010 Attendee
client-lync-web-app-2010 = Lync Web App 2010
client-communicator-2007-r2 = Communicator 2007 R2
client-attendant-2007-r2 = Communicator 2007 R2 Attendant
client-communicator-2007 = Communicator 2007
client-live-meeting-2007 = Live Meeting 2007

## Activities

activity-inventory = Dresser l’inventaire
activity-prepare-active-directory = Préparer Active Directory
activity-install-administrative-tools = Installer les outils d’administration
activity-download-topology = Télécharger la topologie à partir d’un déploiement existant
activity-dns-record = Créer des enregistrements DNS
activity-backup = Sauvegarder les systèmes et les données
activity-update = Appliquer les mises à jour
activity-best-practices = Exécuter Best Practices Analyzer
activity-client-filter = Configurer le filtre de version des clients
activity-client-update = Mettre à jour les clients
activity-block-newer-clients = Bloquer les clients plus récents sur l’ancien produit
activity-enable-privacy-mode = Activer le mode de confidentialité de présence étendue
activity-certificate = Demander et affecter des certificats
activity-firewall = Modifier les règles de pare-feu
activity-install-sql = Installer SQL Server
activity-create-share = Créer le partage de fichiers
activity-publish = Publier la topologie
activity-install-servers = Installer les serveurs
activity-merge = Fusionner la topologie héritée
activity-authorize-servers = Autoriser les serveurs sur l’Edge hérité
activity-import-legacy-configuration = Importer les stratégies et les paramètres
activity-verify = Vérifier la coexistence
activity-user-replication = Vérifier la réplication utilisateur
activity-move-contact-objects = Déplacer les objets contact de messagerie unifiée Exchange
activity-move-response-groups = Déplacer les groupes Response Group
activity-remove-response-groups = Supprimer les groupes Response Group hérités
activity-move-conference-directories = Déplacer les annuaires de conférences
activity-move-dial-in-numbers = Déplacer les numéros d’accès entrant
activity-move-call-park = Déplacer les paramètres et les orbites de parcage d’appel
activity-move-devices = Déplacer les téléphones de partie commune et les périphériques analogiques
activity-install-wmi-package = Installer le package de compatibilité descendante WMI
activity-remove-authorized-hosts = Supprimer les entrées d’hôtes autorisés
activity-chat-export = Exporter les données de conversation
activity-chat-import = Importer les données de conversation
activity-copy-chat-files = Copier les fichiers des salles de conversation
activity-delete-lookup-user = Supprimer l’utilisateur du service de recherche
activity-create-chat-endpoint = Créer un point de terminaison de conversation permanente
activity-roll-back-contacts = Restaurer les contacts dans Lync
activity-retire-without-migrating = Mettre hors service sans migrer
activity-stop-services = Arrêter les services
activity-restart-services = Redémarrer les services
activity-run-setup = Réexécuter le programme d’installation
activity-reboot = Redémarrer les serveurs
activity-prepare-cms = Créer la base de données de gestion centralisée
activity-enable-topology = Activer la topologie
activity-verify-replication = Vérifier la réplication de la configuration
activity-fail-over-cms = Basculer le magasin central de gestion
activity-fail-over-pool = Basculer le pool
activity-backup-sync = Synchroniser le service de sauvegarde
activity-remove-databases = Supprimer les bases de données
activity-communicate = Informer les utilisateurs
activity-maintenance-window = Ouvrir la fenêtre de maintenance
activity-rename-domain = Renommer le domaine
activity-reverse-forest-preparation = Annuler la préparation de la forêt
activity-nominate-discovery-candidate = Désigner un candidat à la découverte pour Operations Manager
activity-other = Autre tâche

## Étapes du basculement vers un pool Edge
switch-part-clear-route = fin d’un itinéraire de fédération
switch-part-legacy-off = fin de la fédération sur l’Edge hérité
switch-part-certificate = certificat du service Edge d’accès
switch-part-federate = fédération sur le nouvel Edge
switch-part-next-hop = tronçon suivant du nouvel Edge
switch-part-media = pool Edge pour les médias
switch-part-route = nouvel itinéraire de fédération
switch-part-network = pare-feu et DNS
switch-part-stop-legacy = arrêt de l’Edge hérité
## Kinds of phase and tools

phase-kind-plan = Planifier la migration
phase-kind-prepare = Préparer la migration
phase-kind-pilot-pool = Déployer le pool pilote
phase-kind-merge = Fusionner les topologies
phase-kind-configure-pilot = Configurer le pool pilote
phase-kind-test-users = Déplacer les utilisateurs test vers le pool pilote
phase-kind-pilot-edge = Ajouter un serveur Edge au pool pilote
phase-kind-production = Passer du pilote à la production
phase-kind-post-migration = Effectuer les tâches post-migration
phase-kind-decommission = Mettre hors service les pools hérités
phase-kind-other = Autre phase
tool-directory-users = Utilisateurs et ordinateurs Active Directory
tool-ocs-2007-r2-tools = Outils d’administration d’Office Communications Server 2007 R2
tool-lync-2010-tools = Outils d’administration de Lync Server 2010
tool-lync-2013-tools = Outils d’administration de Lync Server 2013
tool-sfb-2015-tools = Outils d’administration de Skype for Business Server 2015
tool-sfb-2019-tools = Outils d’administration de Skype for Business Server 2019
tool-move-cs-user = Move-CsUser
tool-move-cs-legacy-user = Move-CsLegacyUser
tool-move-cs-rgs-configuration = Move-CsRgsConfiguration
tool-copy-rgs-configuration = Export-CsRgsConfiguration et Import-CsRgsConfiguration

## Levels of a finding

level-off = Désactivée
level-advice = Conseil
level-warning = Avertissement
level-error = Erreur

## Kinds of subject

subject-deployment = Déploiement
subject-site = Site
subject-pool = Pool
subject-server = Serveur
subject-sql-server = SQL Server
subject-sql-instance = Instance SQL
subject-file-store = Magasin de fichiers
subject-gateway = Passerelle
subject-link = Lien
subject-user-group = Groupe d’utilisateurs
subject-phase = Phase
subject-step = Étape

## Facts of the deployment

fact-forest = Forêt
fact-forest-model = Modèle de forêt
fact-forest-functional-level = Niveau fonctionnel de la forêt
fact-domain-functional-level = Niveau fonctionnel du domaine
fact-domain-controllers = Contrôleurs de domaine
fact-domain-controller-os = Systèmes d’exploitation des contrôleurs de domaine
fact-global-catalogs = Domaines dotés d’un catalogue global
fact-prepared-for = Active Directory préparé pour
fact-sip-domains = Domaines SIP
fact-default-sip-domain = Domaine SIP par défaut
fact-simple-url-meet = URL simple : Meet
fact-simple-url-dialin = URL simple : Dial-in
fact-simple-url-admin = URL simple : Admin
fact-simple-url-per-site = URL simples par site
fact-cms = Hôte du magasin central de gestion
fact-mobility = Mobilité
fact-location-based-routing = Routage basé sur l’emplacement
fact-remote-call-control = Contrôle d’appel distant
fact-archiving-critical = Archivage en mode critique
fact-archiving-mode = Stockage de l’archivage
fact-ipv6 = IPv6
fact-operations-manager = Surveillé par System Center Operations Manager
fact-sign-in-records = Cible des enregistrements SRV de connexion
fact-simple-url-records = Cible des URL simples dans le DNS
fact-legacy-mobile-clients = Clients mobiles de l’ancien produit
fact-unified-contact-store = Magasin de contacts unifié
fact-exchange-um = Messagerie unifiée Exchange
fact-xmpp-partners = Partenaires XMPP

## Facts of a site

fact-name = Nom
fact-parent = Site parent
fact-city = Ville
fact-country = Pays ou région
fact-data-centre = Centre de données
fact-federation-route = Itinéraire de fédération
fact-xmpp-route = Itinéraire de fédération XMPP
fact-cac-host = Hôte du contrôle d’admission des appels

## Facts of a pool

fact-fqdn = Nom de domaine complet (FQDN)
fact-site = Site
fact-version = Produit
fact-service-version = Version dans le fichier de topologie
fact-edition = Édition
fact-roles = Rôles
fact-other-roles = Autres rôles
fact-domain = Domaine
fact-os = Système d’exploitation
fact-os-installation = Installation de Windows Server
fact-processor = Processeur
fact-update-level = Niveau de mise à jour
fact-platform = Plateforme
fact-hypervisor = Hyperviseur
fact-load-balancing = Équilibrage de charge
fact-external-load-balancing = Équilibrage de charge, côté externe
fact-web-load-balancer = Équilibrage de charge matérielle du trafic web
fact-internal-web-fqdn = FQDN des services web internes
fact-external-web-fqdn = FQDN des services web externes
fact-mediation = Serveur de médiation
fact-features = Fonctionnalités
fact-ip-mode = Version d’IP
fact-isolated = Isolé
fact-cookie-affinity = Affinité de cookie sur l’équilibrage de charge
fact-applications = Applications
fact-access-numbers = Numéros d’accès entrant
fact-conference-directories = Annuaires de conférences
fact-response-groups = Groupes Response Group
fact-call-park-orbits = Orbites de parcage d’appel
fact-common-area-phones = Téléphones de partie commune
fact-analog-devices = Périphériques analogiques
fact-um-contacts = Objets contact de messagerie unifiée Exchange
fact-response-group-names = Noms des objets Response Group
fact-call-admission-control = Contrôle d’admission des appels
fact-concurrent-calls = Appels simultanés vers le réseau téléphonique
fact-largest-meeting = Participants de la plus grande réunion
fact-service-principal-name = Nom de principal du service (SPN)
fact-cms-passive = Copie passive du magasin central de gestion
fact-access-edge-fqdn = FQDN du service Edge d’accès
fact-access-edge-port = Port du service Edge d’accès
fact-web-conferencing-edge-fqdn = FQDN du service Edge de conférence web
fact-web-conferencing-edge-port = Port du service Edge de conférence web
fact-av-edge-fqdn = FQDN du service Edge A/V
fact-av-edge-port = Port du service Edge A/V
fact-nat = NAT
fact-edge-layout = Disposition du serveur Edge
fact-federation = Fédération (port 5061)
fact-xmpp = Fédération XMPP
fact-remote-users = Utilisateurs distants simultanés
fact-single-computer = Pool à un seul ordinateur
fact-chat-port = Port de conversation
fact-active-servers = Serveurs actifs
fact-compliance = Conformité
fact-time-zone = Fuseau horaire
fact-files-in-rooms = Fichiers publiés dans les salles
fact-trusted-application-pool = Pool d’applications approuvées
fact-holds-rooms = Salles déjà créées
fact-legacy-chat-clients = Clients Group Chat toujours connectés
fact-discovery-url = URL de découverte

## Facts of a server

fact-network-adapters = Cartes réseau
fact-addresses = Adresses IP
fact-other-products = Autres produits
fact-also-runs = Exécute aussi

## Facts of a SQL server, an instance, a file store

fact-sql-version = Version de SQL Server
fact-sql-edition = Édition de SQL Server
fact-bitness = 32 bits ou 64 bits
fact-service-pack = Service Pack
fact-cluster-nodes = Nœuds du cluster
fact-cluster-mode = Mode du cluster
fact-reporting-services = Reporting Services
fact-other-databases = Bases de données d’autres produits
fact-mirror-port = Port de mise en miroir
fact-witness-port = Port du témoin
fact-mirror-mode = Mode de mise en miroir
fact-mirror-share = Partage de fichiers pour la mise en miroir
fact-always-on-primary = Serveur principal AlwaysOn
fact-idle-stores = Magasins qu’aucun pool n’utilise
fact-host = Serveur de fichiers
fact-share = Partage
fact-dfs = DFS
fact-clustered = Cluster de serveurs de fichiers

## Facts of a gateway and a link

fact-gateway-kind = Type de passerelle
fact-certified-for = Certifiée pour
fact-balances-calls = Répartit les appels entre plusieurs serveurs
fact-voice-routes = Itinéraires de communications vocales
fact-port = Port
fact-mediation-port = Port du serveur de médiation
fact-protocol = Protocole
fact-automatic-failover = Basculement automatique

## Facts of a user group

fact-clients = Clients
fact-enterprise-voice = Voix Entreprise
fact-archived = Archivé
fact-mailboxes = Boîtes aux lettres
fact-chat-rooms = Salles de conversation
fact-chat-clients = Clients de conversation
fact-surveyed-on = Recensé le

## What may be missing and is no single fact

fact-users = Nombre d’utilisateurs
fact-pack = Règles pour ce produit
fact-phases = Phases
fact-phase-kind = Type de phase
fact-tool = Outil de l’étape
fact-source-and-target = Source et cible de l’étape
fact-databases = Quelles bases de données
fact-servers = Serveurs
fact-user-store = Magasin d’utilisateurs
fact-application-store = Magasin d’applications
fact-central-management-store = Magasin central de gestion
fact-monitoring-store = Magasin de surveillance
fact-archiving-store = Magasin d’archivage
fact-persistent-chat-store = Magasin de conversation permanente
fact-compliance-store = Magasin de conformité de conversation permanente
fact-group-chat-store = Magasin Group Chat
fact-next-hop = Tronçon suivant
fact-media-edge = Pool Edge pour les médias
fact-backup-registrar = Serveur d’inscriptions de sauvegarde
fact-pairing = Pool jumelé
fact-file-store = Magasin de fichiers
fact-trunk = Jonction
fact-office-web-apps = Serveur Office Web Apps
fact-monitoring-server = Serveur de surveillance
fact-archiving-server = Serveur d’archivage
fact-user-services = Pool de services utilisateur
fact-response-group-target = Pool cible des groupes Response Group (dans l’étape)

fact-column-object = Objet
fact-column-kind = Type
fact-column-site = Site
fact-column-fact = Propriété
fact-column-value = Valeur
fact-column-choices = Valeurs possibles
fact-column-rules = Règles en attente

rule-area-ad = Active Directory
rule-area-app = Applications approuvées
rule-area-cap = Capacité
rule-area-chat = Conversation permanente
rule-area-client = Clients et appareils
rule-area-cms = Gestion centralisée
rule-area-coex = Coexistence
rule-area-colo = Colocalisation
rule-area-edge = Edge et fédération
rule-area-exch = Intégration d’Exchange
rule-area-file = Magasins de fichiers
rule-area-mon = Surveillance et archivage
rule-area-name = Noms et DNS
rule-area-order = Ordre des étapes
rule-area-os = Systèmes d’exploitation
rule-area-pair = Jumelage de pools
rule-area-path = Chemin de migration
rule-area-plan = Le plan lui-même
rule-area-role = Topologie et rôles
rule-area-sba = Survivable Branch Appliances
rule-area-sql = SQL Server
rule-area-upd = Mises à jour
rule-area-voice = Voix Entreprise
rule-area-xmpp = XMPP

rule-kind-state = État
rule-kind-phase = Phase
rule-kind-plan = Plan entier
rule-kind-checklist = Liste de contrôle

### ==== words: end ====


### ==== ui-schedule: begin ====

## Quand et par qui

ui-schedule-owner = Responsable
ui-schedule-owner-is = Responsable : { $name }
ui-schedule-not-said = Non précisé
ui-schedule-length = Durée
ui-schedule-length-hint = En jours, ou 2 semaines
ui-schedule-length-unknown = durée inconnue
ui-schedule-no-length = « { $text } » n’est pas une durée : indiquez des jours, par exemple 10, ou 2 semaines
ui-schedule-dates-win = La phase a ses deux dates : sa durée n’est pas utilisée.
ui-schedule-after = Dépend de
ui-schedule-after-is = Dépend de : { $names }
ui-schedule-after-previous = La phase précédente
ui-schedule-no-other-phase = Il n’y a pas de phase antérieure
ui-schedule-duration = Durée
ui-schedule-duration-hint = 45 min ou 2 h 30
ui-schedule-no-duration = « { $text } » n’est pas une durée : indiquez des minutes ou des heures, par exemple 45 min ou 2 h 30
ui-schedule-script = Commandes de l’étape { $number }
ui-schedule-script-hint = Commandes propres, pour le runbook

## Périodes de gel

ui-schedule-freezes = Périodes de gel
ui-schedule-no-freezes = Aucune : les phases peuvent tomber n’importe quel jour.
ui-schedule-add-freeze = Ajouter une période de gel
ui-schedule-freeze-new = Gel
ui-schedule-freeze-name = Nom
ui-schedule-freeze-first = Premier jour de { $name }
ui-schedule-freeze-last = Dernier jour de { $name }
ui-schedule-freeze-remove = Supprimer la période de gel { $name }

## Le diagramme

ui-schedule-no-phases = Il n’y a pas encore de phase : ajoutez-en une, puis donnez-lui des dates ou une durée.
ui-schedule-choose-phase = Choisissez une phase pour voir quand elle a lieu et qui en est responsable.
ui-schedule-form = Dates et responsable
ui-schedule-form-tip = Afficher ou masquer le formulaire de la phase choisie et les périodes de gel
ui-schedule-undated = Aucune phase n’est datée : les jours sont comptés depuis le début
ui-schedule-day-number = Jour { $number }
ui-schedule-now = Date du jour · { $date }
ui-schedule-no-date = Sans date
ui-schedule-date-first = Donnez une date de début à la première phase avant de déplacer des phases dans le temps
ui-schedule-conflicts = { $count ->
    [one] Un conflit de dates
   *[other] { $count } conflits de dates
}
ui-schedule-conflict-backwards = Se termine avant de commencer
ui-schedule-conflict-early = Commence avant la fin de { $other }
ui-schedule-conflict-order = Dépend de { $other }, qui n’est pas une phase antérieure
ui-schedule-conflict-frozen = Commence ou se termine pendant la période de gel { $freeze }
ui-schedule-zoom-in = Élargir les jours
ui-schedule-zoom-out = Resserrer les jours
ui-schedule-fit = Afficher toutes les phases
ui-schedule-fold-all = Replier toutes les étapes
ui-schedule-unfold-all = Déplier toutes les étapes
ui-schedule-show-chart = Afficher les phases sur un calendrier

## Lecture

ui-schedule-play = Dérouler les phases
ui-schedule-play-tip = Affiche les phases l’une après l’autre, de celle qui est affichée à la dernière ; toute touche arrête
ui-schedule-playing = Déroulement des phases : toute touche arrête

### ==== ui-schedule: end ====
