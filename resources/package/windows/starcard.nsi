; The installer for Windows as plain NSIS, for builders that electron-builder's own NSIS does not reach: per machine,
; Chinese and English, silent with /S, removed by its own uninstaller, data never touched.
;   makensis -DVERSION=0.1.0 -DSOURCE=FOLDER -DOUTPUT=FILE.exe starcard.nsi

Unicode true
!include "MUI2.nsh"
Name "Starcard"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\Starcard"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Starcard"
!define MUI_ICON "${ICON}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1033 "ProductName" "Starcard"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "Apache-2.0"
VIAddVersionKey /LANG=1033 "FileDescription" "Starcard workstation"

Section
  SetShellVarContext all
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Starcard.lnk" "$INSTDIR\starcard.exe"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Starcard"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "The Starcard developers"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
SectionEnd

Section "Uninstall"
  SetShellVarContext all
  Delete "$SMPROGRAMS\Starcard.lnk"
  RMDir /r "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd
